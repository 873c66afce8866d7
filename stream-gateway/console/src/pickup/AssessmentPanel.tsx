import type { Assessment, AssessmentState, SuggestedStep } from '../http/wire';

interface Props {
  readonly state: AssessmentState | null;
  readonly assessment: Assessment | null;
}

/** The assessment, or the plain word that it is still being made, or that there will be none (A3, U4). */
export function AssessmentPanel({ state, assessment }: Props) {
  return (
    <section className="panel" aria-labelledby="assessment-title" data-testid="assessment" data-state={state ?? 'unavailable'}>
      <h2 id="assessment-title">Assessment</h2>
      <div aria-live="polite">
        {state === 'pending' && (
          <p className="working">
            <span className="spinner" aria-hidden="true" /> Still working on it. It appears here by itself.
          </p>
        )}
        {(state === 'unavailable' || state === null) && (
          <p>Unavailable: no assessment could be made in time. What was tried is complete without it.</p>
        )}
        {state === 'ready' && assessment !== null && <Findings assessment={assessment} />}
      </div>
    </section>
  );
}

function Findings({ assessment }: { readonly assessment: Assessment }) {
  return (
    <>
      <ul className="facts">
        <li>
          <span className={`badge confidence-${assessment.confidence}`}>Confidence: {assessment.confidence}</span>
        </li>
        <li>Source: {assessment.source_label}</li>
      </ul>
      <h3>Likely cause</h3>
      <p className="said">{assessment.likely_cause}</p>
      {assessment.suggested_steps.length > 0 && (
        <>
          <h3>Suggested steps</h3>
          <ol className="suggested">
            {assessment.suggested_steps.map((step) => (
              <Suggested key={step.text} step={step} />
            ))}
          </ol>
        </>
      )}
      {assessment.ticket_notes !== '' && (
        <details>
          <summary>Ticket notes</summary>
          <pre className="notes">{assessment.ticket_notes}</pre>
        </details>
      )}
    </>
  );
}

function Suggested({ step }: { readonly step: SuggestedStep }) {
  return (
    <li>
      <p>{step.text}</p>
      <p className="muted">{step.why}</p>
      {step.command !== null && <pre>{step.command}</pre>}
    </li>
  );
}
