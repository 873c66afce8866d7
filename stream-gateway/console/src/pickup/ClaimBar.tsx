import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useMayWork, useSignedIn } from '../app/signedIn';
import { HandoffActions } from '../handoff/HandoffActions';
import { isOver } from '../handoff/may';
import { explain } from '../http/problem';
import type { Handoff } from '../http/wire';
import { useSession } from '../session/useSession';
import { Ago } from '../time/Ago';
import { useClaim, winnerOf } from './useClaim';

interface Props {
  readonly handoff: Handoff;
  readonly onClaimed: () => void;
}

/** The way on, or the sentence that says why there is none. */
export function ClaimBar({ handoff, onClaimed }: Props) {
  const { me } = useSignedIn();
  const mayWork = useMayWork();
  if (!mayWork) {
    return <p className="claim-bar">Engineer or admin access required to pick this up.</p>;
  }
  if (handoff.handed_off_by_id === me.id || handoff.claimed_by_id === me.id) {
    return <Mine handoff={handoff} />;
  }
  return <Continue handoff={handoff} onClaimed={onClaimed} />;
}

/** For the one who escalated it, and for the one who holds it: there is nothing to claim, but it can be taken or given back. */
function Mine({ handoff }: { readonly handoff: Handoff }) {
  const session = useSession(handoff.session_id).data;
  return (
    <div className="claim-bar">
      <Link className="button" to={`/pilot/${handoff.session_id}`}>
        Open the session
      </Link>
      <HandoffActions handoff={handoff} session={session} />
      <p className="muted" role="status">
        <OwnWord handoff={handoff} />
      </p>
      <ReadBack handoff={handoff} />
    </div>
  );
}

function OwnWord({ handoff }: { readonly handoff: Handoff }) {
  const { me } = useSignedIn();
  if (isOver(handoff)) {
    return <Ended handoff={handoff} />;
  }
  if (handoff.claimed_by_id === me.id) {
    return 'You picked this up.';
  }
  return handoff.claimed_at === null ? (
    'You escalated this. A colleague picks it up.'
  ) : (
    <>
      You escalated this. {handoff.claimed_by_name} picked it up <Ago at={handoff.claimed_at} />.
    </>
  );
}

/** "Cancelled by Jamie 3 minutes ago." */
function Ended({ handoff }: { readonly handoff: Handoff }) {
  return (
    <>
      {handoff.status === 'cancelled' ? 'Cancelled' : 'Given back'} by {handoff.closed_by_name ?? 'a colleague'}{' '}
      {handoff.closed_at !== null && <Ago at={handoff.closed_at} />}.
    </>
  );
}

function ReadBack({ handoff }: { readonly handoff: Handoff }) {
  if (handoff.read_back === null) {
    return null;
  }
  return (
    <span className="said" data-testid="read-back">
      {handoff.claimed_by_name} understood: “{handoff.read_back}”
      {handoff.read_back_correction !== null && (
        <>
          {' '}
          {handoff.handed_off_by_name} corrects: “{handoff.read_back_correction}”
        </>
      )}
    </span>
  );
}

/**
 * Stays pressable when somebody else has claimed or cancelled meanwhile: the focus is not lost under the finger, and pressing it gets
 * the server's own word, the one the losing side of a race gets.
 */
function Continue({ handoff, onClaimed }: Props) {
  const { me } = useSignedIn();
  const claim = useClaim(handoff, onClaimed);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  const over = isOver(handoff);
  const lost = over || (handoff.claimed_by_id !== null && handoff.claimed_by_id !== me.id);
  const refused = claim.isError && winnerOf(claim.error) === null;
  return (
    <div className="claim-bar">
      <button
        ref={button}
        type="button"
        className={lost ? 'primary spent' : 'primary'}
        disabled={claim.isPending}
        aria-describedby="claim-word"
        data-testid="claim"
        onClick={() => claim.mutate()}
      >
        {claim.isPending ? 'Claiming…' : 'Continue'}
      </button>
      <p id="claim-word" role="status" className={refused ? 'refusal' : 'muted'}>
        {refused && explain(claim.error)}
        {!refused && over && (
          <strong>
            <Ended handoff={handoff} />
          </strong>
        )}
        {!refused && lost && !over && handoff.claimed_at !== null && (
          <strong>
            Already claimed by {handoff.claimed_by_name} <Ago at={handoff.claimed_at} />.
          </strong>
        )}
        {!refused && !lost && 'Claims it for you and opens the session.'}
      </p>
    </div>
  );
}
