import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../app/pageTitle';
import { useMayWork, useSignedIn } from '../app/signedIn';
import { explain } from '../http/problem';
import type { Page, Session } from '../http/wire';
import { Ago } from '../time/Ago';
import { NewSessionDialog } from './NewSessionDialog';
import { StatusPill } from './StatusPill';

/** Sessions that I started or claimed, the newest activity first (S1). */
export function MySessionsPage() {
  usePageTitle('My sessions');
  const { api } = useSignedIn();
  const mayWork = useMayWork();
  const [starting, setStarting] = useState(false);
  const sessions = useInfiniteQuery({
    queryKey: ['sessions'],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? '' : `?cursor=${encodeURIComponent(pageParam)}`;
      return api.get<Page<Session>>(`/ai-sessions${cursor}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: 30_000,
  });
  const rows = sessions.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="sessions-title">
      <header className="page-head">
        <h1 id="sessions-title">My sessions</h1>
        {mayWork && (
          <button type="button" className="primary" data-testid="new-session" onClick={() => setStarting(true)}>
            New session
          </button>
        )}
      </header>
      {sessions.isPending && <p className="empty">Loading your sessions…</p>}
      {sessions.isError && <p className="refusal">Your sessions could not be loaded: {explain(sessions.error)}</p>}
      {rows?.length === 0 && (
        <p className="empty">
          {mayWork
            ? 'No sessions yet. Start one when the next ticket comes in.'
            : 'No sessions. Starting one takes engineer or admin access.'}
        </p>
      )}
      <ul className="rows" data-testid="sessions">
        {rows?.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {sessions.hasNextPage && (
        <button type="button" disabled={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
          Show more
        </button>
      )}
      <NewSessionDialog open={starting} onOpenChange={setStarting} />
    </section>
  );
}

function SessionRow({ session }: { readonly session: Session }) {
  return (
    <li className="row" data-session-id={session.id}>
      <h2>
        <Link to={`/pilot/${session.id}`}>{session.problem_summary}</Link>
      </h2>
      <ul className="facts">
        <li>
          <StatusPill status={session.status} />
        </li>
        {session.psa_ticket_id !== null && <li>#{session.psa_ticket_id}</li>}
        <li>{session.domain}</li>
        <li>{session.step_count === 1 ? '1 step' : `${session.step_count} steps`}</li>
        <li>
          <Ago at={session.last_activity_at} />
        </li>
      </ul>
    </li>
  );
}
