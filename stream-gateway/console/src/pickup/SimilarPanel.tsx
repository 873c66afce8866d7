import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMayWork, useSignedIn } from '../app/signedIn';
import type { SimilarEscalation } from '../http/advice';
import { explain, Problem } from '../http/problem';
import type { Id, Page } from '../http/wire';
import { dayAndTime } from '../time/ago';

/** What solved similar escalations of the account before (A8). Who may no longer see the session gets no panel. */
export function SimilarPanel({ sessionId }: { readonly sessionId: Id }) {
  const { api } = useSignedIn();
  const similar = useQuery({
    queryKey: ['similar', sessionId],
    queryFn: ({ signal }) => api.get<Page<SimilarEscalation>>(`/ai-sessions/${sessionId}/similar`, signal),
    // Not reordered by a vote or by coming back to the tab while somebody reads it.
    staleTime: Infinity,
  });
  if (similar.error instanceof Problem && similar.error.status === 404) {
    return null;
  }
  const items = similar.data?.items;
  return (
    <section className="panel" aria-labelledby="similar-title" data-testid="similar">
      <h2 id="similar-title">Similar escalations</h2>
      {items === undefined && (
        <p className="muted">{similar.isError ? 'Cannot be shown right now.' : 'Loading…'}</p>
      )}
      {items?.length === 0 && <p className="muted">Nothing like it was resolved before.</p>}
      <ul className="similar">
        {items?.map((one) => (
          <Similar key={one.id} sessionId={sessionId} one={one} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly sessionId: Id;
  readonly one: SimilarEscalation;
}

/** Leads to its context, which any colleague may read; the session itself is open to who worked in it only. */
function Similar({ sessionId, one }: Props) {
  const mayWork = useMayWork();
  return (
    <li>
      <h3>
        <Link to={`/pilot/${one.id}?pickup=true`}>{one.problem_summary}</Link>
      </h3>
      <p className="muted">
        {one.domain}, resolved <time dateTime={one.resolved_at}>{dayAndTime(Date.parse(one.resolved_at))}</time>
      </p>
      {one.fixed_by !== null && (
        <p className="said">
          <span className="muted">Fixed by:</span> {one.fixed_by}
        </p>
      )}
      {one.resolution !== null && <p className="said">{one.resolution}</p>}
      {mayWork && <WasItUseful sessionId={sessionId} one={one} />}
    </li>
  );
}

/** One vote per person; the other answer replaces it. */
function WasItUseful({ sessionId, one }: Props) {
  const { api } = useSignedIn();
  const vote = useMutation({
    mutationFn: (useful: boolean) =>
      api.post(`/ai-sessions/${sessionId}/similar/${one.id}/feedback`, { body: { useful } }),
  });
  const said = vote.isError ? undefined : vote.variables;
  const answer = (useful: boolean, word: string) => (
    <button
      type="button"
      className="quiet"
      aria-pressed={said === useful}
      // Not disabled while it is sent: the focus would be lost. A second press meanwhile does nothing.
      aria-disabled={vote.isPending}
      data-testid={useful ? 'useful' : 'not-useful'}
      onClick={() => vote.isPending || vote.mutate(useful)}
    >
      {word}
    </button>
  );
  return (
    <div className="useful" role="group" aria-label={`Was this useful? ${one.problem_summary}`}>
      <span aria-hidden="true">Was this useful?</span>
      {answer(true, 'Yes')}
      {answer(false, 'No')}
      <span role="status" className={vote.isError ? 'refusal' : 'muted'}>
        {vote.isSuccess && 'Thank you, it counts.'}
        {vote.isError && explain(vote.error)}
      </span>
    </div>
  );
}
