import type { RecordedStep, StepKind } from '../http/wire';

export const kindNames: Record<StepKind, string> = {
  question: 'Question',
  action: 'Action',
  observation: 'Observation',
  result: 'Result',
};

const longest = 80;

/** A step in one line of a list to choose from: its kind and the beginning of its text, cut between code points. */
export function stepLabel(step: Pick<RecordedStep, 'kind' | 'text'>): string {
  const text = Array.from(step.text.replaceAll(/\s+/g, ' ').trim());
  const shown = text.length <= longest ? text.join('') : `${text.slice(0, longest - 1).join('').trimEnd()}…`;
  return `${kindNames[step.kind]}: ${shown}`;
}
