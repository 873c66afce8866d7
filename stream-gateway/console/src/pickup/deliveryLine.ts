import type { Delivery, Instant } from '../http/wire';
import { span, timeOfDay } from '../time/ago';

const channelNames: Record<string, string> = { email: 'mail', slack: 'Slack', teams: 'Teams', psa: 'PSA note' };

/** What is not sent because a handoff was made, but because nothing happened to it since. */
const reminders: Record<string, string> = {
  reminder: 'reminder',
  admin_reminder: 'reminder for admins',
  idle_reminder: 'reminder to act',
};

/** The stable words of the notifying service that read better as more than themselves. */
const reasons: Record<string, string> = {
  handoff_claimed: 'already picked up',
  handoff_cancelled: 'taken back',
  handoff_returned: 'given back',
  session_worked_on: 'work had begun',
  recipient_not_eligible: 'may no longer pick up',
  deferred: 'the other side asked to wait',
  refused: 'the other side refused it',
};

/** States in which nothing more happens by itself. */
const settledStates = new Set(['accepted', 'delivered', 'bounced', 'failed', 'suppressed', 'expired', 'needs_review']);

/** One delivery as a sentence: "mail to Sam: accepted 2 s after" (N6). A reminder counts from when it was due. */
export function deliveryLine(delivery: Delivery, handedOffAt: Instant): string {
  const channel = channelNames[delivery.channel] ?? delivery.channel;
  const repeat = delivery.possible_repeat ? ' (may have been sent twice)' : '';
  const reminder = reminders[delivery.kind];
  const what = reminder === undefined ? channel : `${reminder} by ${channel}`;
  const since = reminder === undefined ? handedOffAt : delivery.created_at;
  return `${what} to ${delivery.recipient_name}: ${progress(delivery, since)}${repeat}`;
}

export function isSettled(delivery: Delivery): boolean {
  return settledStates.has(delivery.state.toLowerCase());
}

function progress(delivery: Delivery, since: Instant): string {
  const why = delivery.reason === null ? '' : `, ${reasons[delivery.reason] ?? delivery.reason.replaceAll('_', ' ')}`;
  switch (delivery.state.toLowerCase()) {
    case 'accepted':
    case 'delivered':
      return accepted(delivery, since);
    case 'pending':
    case 'claimed':
    case 'sending':
      return 'on its way';
    case 'retry':
      return delivery.next_attempt_at === null
        ? 'will be tried again'
        : `next attempt at ${timeOfDay(Date.parse(delivery.next_attempt_at))}${why}`;
    case 'suppressed':
      return `not sent${why}`;
    case 'ambiguous':
    case 'needs_review':
      return 'sent or not, the mail server did not say';
    default:
      return `${delivery.state.toLowerCase().replaceAll('_', ' ')}${why}`;
  }
}

function accepted(delivery: Delivery, since: Instant): string {
  if (delivery.accepted_at === null) {
    return 'accepted';
  }
  const seconds = (Date.parse(delivery.accepted_at) - Date.parse(since)) / 1_000;
  return seconds < 1 ? 'accepted within a second' : `accepted ${span(seconds)} after`;
}
