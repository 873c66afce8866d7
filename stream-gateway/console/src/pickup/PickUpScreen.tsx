import { useEffect } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../app/pageTitle';
import { useMayWork, useSignedIn } from '../app/signedIn';
import { useEscalation } from '../handoff/useEscalation';
import { explain, Problem } from '../http/problem';
import type { Handoff, Id } from '../http/wire';
import { Timeline } from '../session/Timeline';
import { Ago } from '../time/Ago';
import { Notice } from '../ui/Notice';
import { PriorityBadge } from '../ui/PriorityBadge';
import { AssessmentPanel } from './AssessmentPanel';
import { ClaimBar } from './ClaimBar';
import { DeliveriesPanel } from './DeliveriesPanel';
import { SimilarPanel } from './SimilarPanel';

interface Props {
  readonly sessionId: Id;
  readonly onClaimed: () => void;
}

/** Everything a senior needs before taking over. Opening it claims nothing (C6). */
export function PickUpScreen({ sessionId, onClaimed }: Props) {
  const escalation = useEscalation(sessionId);
  if (escalation.isPending) {
    return <Notice title="Loading the context…" />;
  }
  if (escalation.data === undefined) {
    const unknown = escalation.error instanceof Problem && escalation.error.status === 404;
    return (
      <Notice title={unknown ? 'This escalation does not exist' : 'The context could not be loaded'}>
        {unknown ? 'The link may be old, or it belongs to another account.' : explain(escalation.error)}
      </Notice>
    );
  }
  return escalation.data === null ? (
    <Notice title="This session was never escalated" />
  ) : (
    <Context handoff={escalation.data} onClaimed={onClaimed} />
  );
}

function Context({ handoff, onClaimed }: { readonly handoff: Handoff; readonly onClaimed: () => void }) {
  const { seen } = useSignedIn();
  const mayWork = useMayWork();
  usePageTitle(handoff.problem_summary);
  useEffect(() => seen.mark(handoff.id), [seen, handoff.id]);
  return (
    <article className="context" data-testid="context" data-handoff-id={handoff.id}>
      <Link className="back" to="/escalations">
        ← Escalations
      </Link>
      <ContextHeader handoff={handoff} />
      <ClaimBar handoff={handoff} onClaimed={onClaimed} />
      <div className="columns">
        <div>
          <Words handoff={handoff} />
          <section className="panel" aria-labelledby="tried-title">
            <h2 id="tried-title">What was tried</h2>
            <Timeline steps={handoff.snapshot.what_was_tried} />
          </section>
          <OpenQuestions questions={handoff.snapshot.open_questions} />
        </div>
        <div>
          <AssessmentPanel state={handoff.assessment_state} assessment={handoff.assessment} />
          <SimilarPanel sessionId={handoff.session_id} />
          {mayWork && <DeliveriesPanel handoff={handoff} />}
        </div>
      </div>
    </article>
  );
}

function ContextHeader({ handoff }: { readonly handoff: Handoff }) {
  return (
    <header className="context-header">
      <h1>{handoff.problem_summary}</h1>
      <ul className="facts">
        <li>
          <PriorityBadge priority={handoff.priority} />
        </li>
        {handoff.psa_ticket_id !== null && <li>#{handoff.psa_ticket_id}</li>}
        <li>{handoff.domain}</li>
        <li>{handoff.step_count === 1 ? '1 step' : `${handoff.step_count} steps`}</li>
        <li>
          from {handoff.handed_off_by_name}, <Ago at={handoff.created_at} />
        </li>
        {handoff.target_user_name !== null && <li className="target">for {handoff.target_user_name}</li>}
      </ul>
    </header>
  );
}

function Words({ handoff }: { readonly handoff: Handoff }) {
  return (
    <section className="panel" aria-labelledby="reason-title">
      <h2 id="reason-title">Why it was escalated</h2>
      <p className="said">{handoff.reason}</p>
      {handoff.notes !== '' && (
        <>
          <h3>Notes</h3>
          <p className="said">{handoff.notes}</p>
        </>
      )}
    </section>
  );
}

function OpenQuestions({ questions }: { readonly questions: readonly string[] }) {
  return questions.length === 0 ? null : (
    <section className="panel" aria-labelledby="questions-title">
      <h2 id="questions-title">Open questions</h2>
      <ul>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </section>
  );
}
