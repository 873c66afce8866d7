import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSignedIn } from '../app/signedIn';
import type { Handoff, Id } from '../http/wire';

const safetyNetMs = 20_000;
const notLiveMs = 4_000;

/** The newest escalation of a session, null if it never had one. Live events refetch it; without a stream it is polled. */
export function useEscalation(sessionId: Id): UseQueryResult<Handoff | null> {
  const { api, live } = useSignedIn();
  const { phase } = useSyncExternalStore(live.stream.status.subscribe, live.stream.status.current);
  return useQuery({
    queryKey: ['handoffs', sessionId],
    queryFn: async ({ signal }) => {
      const { items } = await api.getAll<Handoff>(`/ai-sessions/${sessionId}/handoffs`, signal);
      return newestEscalation(items);
    },
    refetchInterval: (query) => {
      const pending = query.state.data?.assessment_state === 'pending' || query.state.data?.status === 'open';
      return pending ? (phase === 'live' ? safetyNetMs : notLiveMs) : false;
    },
  });
}

function newestEscalation(handoffs: readonly Handoff[]): Handoff | null {
  return handoffs
    .filter((handoff) => handoff.intent === 'escalate')
    .reduce<Handoff | null>(
      (newest, handoff) => (newest === null || handoff.created_at > newest.created_at ? handoff : newest),
      null,
    );
}
