import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import { Problem } from '../http/problem';
import type { Handoff } from '../http/wire';
import { ago } from '../time/ago';
import { useToast } from '../ui/toast';

/**
 * Claims a handoff. Who loses the race is told who won, their card in the queue says so, and they are back at the queue
 * (U5). Other refusals stay with the caller as the mutation's error.
 */
export function useClaim(handoff: Handoff, onClaimed: () => void) {
  const { api, live, clock, me } = useSignedIn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: () => api.post<Handoff>(`/ai-sessions/${handoff.session_id}/handoffs/${handoff.id}/claim`),
    onSuccess: (claimed) => {
      live.queue.claimed(handoff.id, me, claimed.claimed_at ?? handoff.created_at);
      void queries.invalidateQueries({ queryKey: ['sessions'] });
      void queries.invalidateQueries({ queryKey: ['session', handoff.session_id] });
      void queries.invalidateQueries({ queryKey: ['handoffs', handoff.session_id] });
      onClaimed();
    },
    onError: (error) => {
      const winner = winnerOf(error);
      if (winner !== null) {
        live.queue.claimed(handoff.id, winner, winner.at);
        toast(`Already claimed by ${winner.name} ${ago(Date.parse(winner.at), clock.now())}.`);
        void navigate('/escalations');
      }
    },
  });
}

/** Who claimed it first, where that is what the refusal says. */
export function winnerOf(error: unknown): { id: string; name: string; at: string } | null {
  if (!(error instanceof Problem) || error.slug !== 'handoff-already-claimed') {
    return null;
  }
  return {
    id: error.member('claimed_by_id') ?? '',
    name: error.member('claimed_by_name') ?? 'a colleague',
    at: error.member('claimed_at') ?? new Date().toISOString(),
  };
}
