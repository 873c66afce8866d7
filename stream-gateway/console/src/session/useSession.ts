import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSignedIn } from '../app/signedIn';
import type { Id, SessionDetail } from '../http/wire';

/** A session with its timeline. Steps of others in it are not on the account's stream, so it is looked at again. */
export function useSession(sessionId: Id): UseQueryResult<SessionDetail> {
  const { api } = useSignedIn();
  return useQuery({
    queryKey: ['session', sessionId],
    queryFn: ({ signal }) => api.get<SessionDetail>(`/ai-sessions/${sessionId}`, signal),
    refetchInterval: 10_000,
  });
}
