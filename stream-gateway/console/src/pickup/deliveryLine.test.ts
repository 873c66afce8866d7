import { describe, expect, it } from 'vitest';
import type { Delivery } from '../http/wire';
import { deliveryLine, isSettled } from './deliveryLine';

const handedOffAt = '2026-01-05T10:00:00.000Z';

function delivery(more: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd1',
    handoff_id: 'h1',
    kind: 'pick_up',
    channel: 'email',
    recipient_name: 'Sam',
    state: 'accepted',
    attempts: 1,
    reason: null,
    provider_answer: null,
    possible_repeat: false,
    created_at: handedOffAt,
    accepted_at: '2026-01-05T10:00:02.100Z',
    next_attempt_at: null,
    ...more,
  };
}

describe('a delivery line', () => {
  it.each<[Partial<Delivery>, string]>([
    [{}, 'mail to Sam: accepted 2 s after'],
    [{ state: 'ACCEPTED', accepted_at: '2026-01-05T10:00:00.400Z' }, 'mail to Sam: accepted within a second'],
    [{ possible_repeat: true }, 'mail to Sam: accepted 2 s after (may have been sent twice)'],
    [{ state: 'pending', accepted_at: null }, 'mail to Sam: on its way'],
    [{ state: 'suppressed', accepted_at: null, reason: 'handoff_claimed' }, 'mail to Sam: not sent, already picked up'],
    [{ state: 'failed', accepted_at: null, reason: 'mailbox unknown' }, 'mail to Sam: failed, mailbox unknown'],
    [
      { kind: 'reminder', created_at: '2026-01-05T10:15:00.000Z', accepted_at: '2026-01-05T10:15:03.000Z' },
      'reminder by mail to Sam: accepted 3 s after',
    ],
    [
      { kind: 'idle_reminder', state: 'suppressed', accepted_at: null, reason: 'session_worked_on' },
      'reminder to act by mail to Sam: not sent, work had begun',
    ],
    [{ state: 'needs_review', accepted_at: null }, 'mail to Sam: sent or not, the mail server did not say'],
  ])('for %o reads %s', (more, line) => {
    expect(deliveryLine(delivery(more), handedOffAt)).toBe(line);
  });

  it('is looked at again only while something may still happen', () => {
    expect(isSettled(delivery({ state: 'ACCEPTED' }))).toBe(true);
    expect(isSettled(delivery({ state: 'retry' }))).toBe(false);
  });
});
