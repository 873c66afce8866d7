import { useParams, useSearchParams } from 'react-router';
import { SessionPage } from '../session/SessionPage';
import { PickUpScreen } from './PickUpScreen';

/** `/pilot/{id}` is the session; with `?pickup=true`, the address in every notification (N3), its context to pick up. */
export function PilotPage() {
  const { sessionId = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  if (query.get('pickup') !== 'true') {
    return <SessionPage key={sessionId} sessionId={sessionId} />;
  }
  return (
    <PickUpScreen
      key={sessionId}
      sessionId={sessionId}
      // Replaced, not pushed: "back" leads to the queue, not into the context of what is claimed by now.
      onClaimed={() => setQuery({}, { replace: true })}
    />
  );
}
