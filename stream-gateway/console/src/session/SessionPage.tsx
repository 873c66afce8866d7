import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../app/pageTitle';
import { useMayWork, useSignedIn } from '../app/signedIn';
import { useFocusKept } from '../app/useFocusKept';
import { SessionHandoffActions } from '../handoff/HandoffActions';
import { worksIn } from '../handoff/may';
import { explain, Problem } from '../http/problem';
import type { Id, SessionDetail } from '../http/wire';
import { Ago } from '../time/Ago';
import { Notice } from '../ui/Notice';
import { AddStepForm } from './AddStepForm';
import { EscalateDialog } from './EscalateDialog';
import { ResolutionPanel } from './ResolutionPanel';
import { ResolveDialog } from './ResolveDialog';
import { StatusPill } from './StatusPill';
import { Timeline } from './Timeline';
import { useSession } from './useSession';

/** One troubleshooting session: what was done, and for its author or holder the way to do more. */
export function SessionPage({ sessionId }: { readonly sessionId: Id }) {
  const session = useSession(sessionId);
  usePageTitle(session.data?.problem_summary ?? 'Session');
  if (session.isPending) {
    return <Notice title="Loading the session…" />;
  }
  if (session.data === undefined) {
    const unknown = session.error instanceof Problem && session.error.status === 404;
    return (
      <Notice title={unknown ? 'This session does not exist' : 'The session could not be loaded'}>
        {unknown ? 'Or it is not open to you: only its author and its holder see it.' : explain(session.error)}
      </Notice>
    );
  }
  return <OpenSession session={session.data} />;
}

function OpenSession({ session }: { readonly session: SessionDetail }) {
  const { me } = useSignedIn();
  const mayWork = useMayWork();
  const mine = mayWork && worksIn(session, me.id);
  useFocusKept(session.status);
  return (
    <article className="session">
      <SessionHeader session={session} mine={mine} />
      <div className="columns">
        <section className="panel" aria-labelledby="timeline-title" data-testid="timeline">
          <h2 id="timeline-title">Timeline</h2>
          <Timeline steps={session.steps} />
        </section>
        {mine && session.status === 'active' && <AddStepForm sessionId={session.id} />}
        {session.resolution !== null && <ResolutionPanel resolution={session.resolution} />}
      </div>
    </article>
  );
}

function SessionHeader({ session, mine }: { readonly session: SessionDetail; readonly mine: boolean }) {
  return (
    <header className="context-header">
      <h1>{session.problem_summary}</h1>
      <ul className="facts">
        <li>
          <StatusPill status={session.status} />
        </li>
        {session.psa_ticket_id !== null && <li>#{session.psa_ticket_id}</li>}
        <li>{session.domain}</li>
        <li>
          started by {session.author_name}, <Ago at={session.created_at} />
        </li>
        {session.escalated_to_name !== null && <li>held by {session.escalated_to_name}</li>}
      </ul>
      <Toolbar session={session} mine={mine} />
    </header>
  );
}

function Toolbar({ session, mine }: { readonly session: SessionDetail; readonly mine: boolean }) {
  const mayWork = useMayWork();
  const [escalating, setEscalating] = useState(false);
  const [resolving, setResolving] = useState(false);
  const wasEscalated = session.escalated_to_id !== null || isEscalated(session);
  return (
    <>
      <div className="toolbar">
        {mine && session.status === 'active' && (
          <>
            <button type="button" className="primary" data-testid="escalate" onClick={() => setEscalating(true)}>
              Escalate
            </button>
            <button type="button" data-testid="resolve" onClick={() => setResolving(true)}>
              Resolve
            </button>
          </>
        )}
        {mine && session.status === 'parked' && <Resume sessionId={session.id} />}
        {mayWork && wasEscalated && <SessionHandoffActions session={session} />}
        {wasEscalated && (
          <Link className="button" to={`/pilot/${session.id}?pickup=true`}>
            Context
          </Link>
        )}
        {mine && isEscalated(session) && <p className="muted">Waiting for a colleague to pick it up.</p>}
      </div>
      <EscalateDialog sessionId={session.id} open={escalating} onOpenChange={setEscalating} />
      <ResolveDialog session={session} open={resolving} onOpenChange={setResolving} />
    </>
  );
}

function Resume({ sessionId }: { readonly sessionId: Id }) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () => api.post(`/ai-sessions/${sessionId}/resume`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['session', sessionId] }),
  });
  return (
    <>
      <button type="button" className="primary" disabled={resume.isPending} onClick={() => resume.mutate()}>
        Resume
      </button>
      {resume.isError && <p className="refusal">{explain(resume.error)}</p>}
    </>
  );
}

function isEscalated(session: SessionDetail): boolean {
  return session.status === 'escalated' || session.status === 'requesting_escalation';
}
