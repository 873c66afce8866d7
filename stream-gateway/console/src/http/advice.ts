import type { Id, Instant } from './wire';

/** One of the five I-PASS elements of a handoff (H13), in a help desk's words. */
export interface CompletenessElement {
  readonly element: 'illness_severity' | 'patient_summary' | 'action_list' | 'situation_awareness' | 'synthesis';
  readonly title: string;
  readonly present: boolean;
  /** One sentence that names what is missing; null when nothing is. */
  readonly advice: string | null;
}

export interface Completeness {
  /** 0 to 100. */
  readonly score: number;
  readonly elements: readonly CompletenessElement[];
}

/** A session of the account that was escalated and is resolved (A8). */
export interface SimilarEscalation {
  readonly id: Id;
  readonly problem_summary: string;
  readonly domain: string;
  /** The text of the step that fixed it, if one did. */
  readonly fixed_by: string | null;
  readonly resolution: string | null;
  readonly resolved_at: Instant;
}
