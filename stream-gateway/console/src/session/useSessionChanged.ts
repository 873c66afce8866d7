import { useQueryClient } from '@tanstack/react-query';
import type { Id } from '../http/wire';

/** To be called when a session or one of its handoffs was changed, or was refused because somebody else had. */
export function useSessionChanged(sessionId: Id): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['handoffs', sessionId] });
    void queries.invalidateQueries({ queryKey: ['session', sessionId] });
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  };
}
