import { useState } from 'react';
import { useSignedIn } from '../app/signedIn';
import type { Handoff, Session } from '../http/wire';
import { CancelDialog } from './CancelDialog';
import { mayCancel, mayReturn } from './may';
import { ReturnDialog } from './ReturnDialog';
import { useEscalation } from './useEscalation';

interface Props {
  readonly handoff: Handoff;
  readonly session: Pick<Session, 'status'> | undefined;
}

/**
 * Cancel for who escalated, give back for who holds it. The dialogs outlive their buttons: a refetch that takes a button
 * away must not take what was typed.
 */
export function HandoffActions({ handoff, session }: Props) {
  const { me } = useSignedIn();
  const [cancelling, setCancelling] = useState(false);
  const [returning, setReturning] = useState(false);
  return (
    <>
      {mayCancel(handoff, me.id) && (
        <button type="button" data-testid="cancel" onClick={() => setCancelling(true)}>
          Cancel escalation
        </button>
      )}
      {session !== undefined && mayReturn(handoff, session, me.id) && (
        <button type="button" data-testid="return" onClick={() => setReturning(true)}>
          Give back
        </button>
      )}
      <CancelDialog handoff={handoff} open={cancelling} onOpenChange={setCancelling} />
      <ReturnDialog handoff={handoff} open={returning} onOpenChange={setReturning} />
    </>
  );
}

/** As {@link HandoffActions}, for the newest escalation of a session that had one. */
export function SessionHandoffActions({ session }: { readonly session: Session }) {
  const escalation = useEscalation(session.id).data;
  return escalation === undefined || escalation === null ? null : (
    <HandoffActions handoff={escalation} session={session} />
  );
}
