import type { Delivery, Instant } from '../http/wire';
import { span, timeOfDay } from '../time/ago';

const channelNames: Record<string, string> = { email: 'mail', slack: 'Slack', teams: 'Teams', psa: 'PSA note' };

/** The stable words of the notifying service that read better as more than themselves. */
const reasons: Record<string, string> = {
  handoff_claimed: 'already picked up',
  recipient_not_eligible: 'may no longer pick up',
  deferred: 'the other side asked to wait',
  refused: 'the other side refused it',
};

/** States in which nothing more happens by itself. */
const settledStates = new Set(['accepted', 'delivered', 'bounced', 'failed', 'suppressed', 'expired', 'needs_review']);

/** One delivery as a sentence: "mail to Sam: accepted 2 s after" (N6). */
export function deliveryLine(delivery: Delivery, handedOffAt: Instant): string {
  const channel = channelNames[delivery.channel] ?? delivery.channel;
  const repeat = delivery.possible_repeat ? ' (may have been sent twice)' : '';
  return `${channel} to ${delivery.recipient_name}: ${progress(delivery, handedOffAt)}${repeat}`;
}

export function isSettled(delivery: Delivery): boolean {
  return settledStates.has(delivery.state.toLowerCase());
}

function progress(delivery: Delivery, handedOffAt: Instant): string {
  const why = delivery.reason === null ? '' : `, ${reasons[delivery.reason] ?? delivery.reason.replaceAll('_', ' ')}`;
  switch (delivery.state.toLowerCase()) {
    case 'accepted':
    case 'delivered':
      return accepted(delivery, handedOffAt);
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

function accepted(delivery: Delivery, handedOffAt: Instant): string {
  if (delivery.accepted_at === null) {
    return 'accepted';
  }
  const seconds = (Date.parse(delivery.accepted_at) - Date.parse(handedOffAt)) / 1_000;
  return seconds < 1 ? 'accepted within a second' : `accepted ${span(seconds)} after`;
}
