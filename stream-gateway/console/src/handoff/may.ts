import type { Handoff, Id, Session } from '../http/wire';

/*
 * What `me` may do now, so that no button leads to a refusal only. The server decides (H11, S5): between the look and the
 * press others may have acted.
 */

/** Whether `me` escalated it and nobody has claimed it yet. */
export function mayCancel(handoff: Handoff, me: Id): boolean {
  return handoff.intent === 'escalate' && handoff.status === 'open' && handoff.handed_off_by_id === me;
}

/** Whether `me` holds it and its session is still worked on. */
export function mayReturn(handoff: Handoff, session: Pick<Session, 'status'>, me: Id): boolean {
  return handoff.status === 'claimed' && handoff.claimed_by_id === me && session.status === 'active';
}

/** Whether `me` works in the session, as its author or its holder. */
export function worksIn(session: Pick<Session, 'author_id' | 'escalated_to_id'>, me: Id): boolean {
  return session.author_id === me || session.escalated_to_id === me;
}

/** Whether it was taken back or given back: nobody can claim it any more. */
export function isOver(handoff: Handoff): boolean {
  return handoff.status === 'cancelled' || handoff.status === 'returned';
}
