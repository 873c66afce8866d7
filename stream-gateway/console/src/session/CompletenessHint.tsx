import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSignedIn } from '../app/signedIn';
import type { Completeness } from '../http/advice';
import type { Id, Priority } from '../http/wire';
import { useDebounced } from '../time/useDebounced';
import { completenessLine } from './completenessLine';

export interface Draft {
  readonly reason: string;
  readonly notes: string;
  readonly priority: Priority;
}

const pauseMs = 600;

/**
 * How complete the handoff would be, and what is missing, while it is written (H13). It never stands in the way: an answer
 * that does not come, or a refusal, shows nothing.
 */
export function CompletenessHint({ sessionId, draft }: { readonly sessionId: Id; readonly draft: Draft }) {
  const { api } = useSignedIn();
  const settled = useDebounced(draft, pauseMs);
  const completeness = useQuery({
    queryKey: ['completeness', sessionId, settled],
    queryFn: ({ signal }) =>
      api.post<Completeness>(`/ai-sessions/${sessionId}/handoff-draft/completeness`, { body: settled, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const data = completeness.isError ? undefined : completeness.data;
  return (
    <div className="completeness" data-testid="completeness">
      {data !== undefined && <meter min={0} max={100} value={data.score} aria-label="Completeness" />}
      <p role="status" className="muted">
        {data !== undefined && completenessLine(data)}
      </p>
      <ul className="muted">
        {data?.elements.map(({ element, advice }) => advice !== null && <li key={element}>{advice}</li>)}
      </ul>
    </div>
  );
}
