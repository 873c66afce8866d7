import type { RecordedStep } from '../http/wire';
import { dayAndTime } from '../time/ago';
import { kindNames } from './stepLabel';

/** The steps as they were recorded, oldest first. What people wrote is shown as text, whatever it looks like. */
export function Timeline({ steps }: { readonly steps: readonly RecordedStep[] }) {
  if (steps.length === 0) {
    return <p className="muted">No steps were recorded.</p>;
  }
  return (
    <ol className="timeline">
      {steps.map((step, index) => (
        // Steps are only ever appended, and a snapshot's copies have no id of their own.
        <li key={index} className={`step kind-${step.kind}`}>
          <p className="step-head">
            <span className="badge">{kindNames[step.kind]}</span>
            <span className="muted">
              {step.actor_name}, <time dateTime={step.created_at}>{dayAndTime(Date.parse(step.created_at))}</time>
            </span>
          </p>
          <p className="said">{step.text}</p>
          {step.command !== null && <pre>{step.command}</pre>}
          {step.outcome !== null && (
            <p className="said outcome">
              <span className="muted">Outcome:</span> {step.outcome}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
