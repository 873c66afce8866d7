import { describe, expect, it } from 'vitest';
import type { Handoff, SessionStatus } from '../http/wire';
import { isOver, mayCancel, mayReturn, worksIn } from './may';
import { aHandoff } from './testHandoff';

const claimedBySam: Partial<Handoff> = { status: 'claimed', claimed_by_id: 'sam', claimed_by_name: 'Sam' };

describe('an escalation', () => {
  it('can be cancelled by who escalated it while it waits', () => {
    expect(mayCancel(aHandoff(), 'jamie')).toBe(true);
  });

  it('is not offered to be cancelled by anybody else', () => {
    expect(mayCancel(aHandoff(), 'sam')).toBe(false);
  });

  it.each<Partial<Handoff>>([
    claimedBySam,
    { status: 'cancelled' },
    { status: 'returned' },
    { intent: 'park', status: 'parked' },
  ])('cannot be cancelled as %o', (more) => {
    expect(mayCancel(aHandoff(more), 'jamie')).toBe(false);
  });

  it('can be given back by who holds it', () => {
    expect(mayReturn(aHandoff(claimedBySam), { status: 'active' }, 'sam')).toBe(true);
  });

  it('is not offered to be given back by who escalated it', () => {
    expect(mayReturn(aHandoff(claimedBySam), { status: 'active' }, 'jamie')).toBe(false);
  });

  it.each<SessionStatus>(['escalated', 'parked', 'resolved'])(
    'cannot be given back when its session is %s',
    (status) => {
      expect(mayReturn(aHandoff(claimedBySam), { status }, 'sam')).toBe(false);
    },
  );

  it('is over once it was taken or given back', () => {
    expect([aHandoff(), aHandoff(claimedBySam)].some(isOver)).toBe(false);
    expect([aHandoff({ status: 'cancelled' }), aHandoff({ status: 'returned' })].every(isOver)).toBe(true);
  });
});

describe('a session', () => {
  it('is worked in by its author and its holder alone', () => {
    const session = { author_id: 'jamie', escalated_to_id: 'sam' };

    expect(['jamie', 'sam', 'kim'].map((me) => worksIn(session, me))).toEqual([true, true, false]);
  });
});
