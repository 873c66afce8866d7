/**
 * The records of the HTTP API as they travel (acceptance W1–W3): snake_case, times in RFC 3339 UTC.
 * They are used as they are; nothing is renamed on the way to the screen, so one name finds a fact everywhere.
 */
export type Id = string;
export type Instant = string;

export type Role = 'viewer' | 'engineer' | 'admin' | 'owner';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type StepKind = 'question' | 'action' | 'observation' | 'result';
export type SessionStatus = 'active' | 'escalated' | 'requesting_escalation' | 'parked' | 'resolved';
export type AssessmentState = 'pending' | 'ready' | 'unavailable';
export type Confidence = 'low' | 'medium' | 'high';
export type Deadline = 'reminder' | 'admins' | 'idle' | 'return';

export interface Person {
  readonly id: Id;
  readonly name: string;
}

export interface Me extends Person {
  readonly account_id: Id;
  readonly account_name: string;
  readonly email: string;
  readonly role: Role;
}

export interface Member extends Person {
  readonly role: Role;
  /** Admins and owners are told; others see active people only. */
  readonly status?: 'active' | 'invited' | 'deactivated';
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

export interface Session {
  readonly id: Id;
  readonly problem_summary: string;
  readonly domain: string;
  readonly psa_ticket_id: string | null;
  readonly status: SessionStatus;
  readonly author_id: Id;
  readonly author_name: string;
  readonly escalated_to_id: Id | null;
  readonly escalated_to_name: string | null;
  readonly step_count: number;
  readonly created_at: Instant;
  readonly last_activity_at: Instant;
}

/** What both a step of a timeline and its copy in a handoff's snapshot say. */
export interface RecordedStep {
  readonly kind: StepKind;
  readonly text: string;
  readonly outcome: string | null;
  readonly command: string | null;
  readonly actor_name: string;
  readonly created_at: Instant;
}

export interface Step extends RecordedStep {
  readonly id: Id;
  readonly actor_id: Id;
}

/** What solved a session. */
export interface Resolution {
  readonly text: string;
  /** The text of the step that fixed it, if one did. */
  readonly fixed_by: string | null;
}

export interface SessionDetail extends Session {
  readonly steps: readonly Step[];
  /** Null until it is resolved. */
  readonly resolution: Resolution | null;
}

/** One card of the escalation queue; `version` only grows, so of two states of a card the higher one is the truth. */
export interface Card {
  readonly id: Id;
  readonly session_id: Id;
  readonly problem_summary: string;
  readonly domain: string;
  readonly priority: Priority;
  readonly reason: string;
  readonly step_count: number;
  readonly psa_ticket_id: string | null;
  readonly handed_off_by: Person;
  readonly target: Person | null;
  readonly created_at: Instant;
  /** The queue's order: before `created_at` where it replaces a handoff that was given back. */
  readonly waiting_since: Instant;
  readonly returned_from: Id | null;
  readonly assessment_state: AssessmentState;
  readonly version: number;
}

export interface SuggestedStep {
  readonly text: string;
  readonly why: string;
  readonly command: string | null;
}

export interface Assessment {
  readonly likely_cause: string;
  readonly suggested_steps: readonly SuggestedStep[];
  readonly confidence: Confidence;
  readonly what_was_tried: readonly string[];
  readonly ticket_notes: string;
  readonly source: 'rules' | 'model';
  readonly source_label: string;
}

export interface Snapshot {
  readonly problem_summary: string;
  readonly domain: string;
  readonly psa_ticket_id: string | null;
  readonly what_was_tried: readonly RecordedStep[];
  readonly open_questions: readonly string[];
  readonly step_count: number;
}

export interface Handoff {
  readonly id: Id;
  readonly session_id: Id;
  readonly intent: 'escalate' | 'park';
  readonly status: 'open' | 'claimed' | 'parked' | 'resumed' | 'cancelled' | 'returned';
  readonly reason: string;
  readonly notes: string;
  readonly priority: Priority;
  readonly problem_summary: string;
  readonly domain: string;
  readonly psa_ticket_id: string | null;
  readonly step_count: number;
  readonly handed_off_by_id: Id;
  readonly handed_off_by_name: string;
  readonly target_user_id: Id | null;
  readonly target_user_name: string | null;
  readonly created_at: Instant;
  readonly claimed_by_id: Id | null;
  readonly claimed_by_name: string | null;
  readonly claimed_at: Instant | null;
  /** What the claimer understood, if they said so, and what who escalated has to add to it. */
  readonly read_back: string | null;
  readonly read_back_correction: string | null;
  /** Who cancelled or returned it. */
  readonly closed_by_name: string | null;
  readonly closed_at: Instant | null;
  /** Why it was returned. */
  readonly close_reason: string | null;
  /** The handoff that was given back and that this one replaces. */
  readonly returned_from: Id | null;
  /** What happens next if nobody does anything; null if nothing does. */
  readonly next_deadline: Deadline | null;
  readonly next_deadline_at: Instant | null;
  readonly snapshot: Snapshot;
  /** Null for what was parked: nobody else reads it. */
  readonly assessment_state: AssessmentState | null;
  readonly assessment: Assessment | null;
  readonly version: number;
}

export interface Delivery {
  readonly id: Id;
  readonly handoff_id: Id;
  readonly kind: string;
  readonly channel: string;
  readonly recipient_name: string;
  readonly state: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly provider_answer: string | null;
  readonly possible_repeat: boolean;
  readonly created_at: Instant;
  readonly accepted_at: Instant | null;
  readonly next_attempt_at: Instant | null;
}

export type Period = '7d' | '30d' | '90d';

export interface EscalationMetric {
  readonly period: Period;
  readonly from: Instant;
  readonly to: Instant;
  readonly avg_seconds: number | null;
  readonly median_seconds: number | null;
  readonly p95_seconds: number | null;
  readonly n_handoffs_claimed: number;
  readonly n_handoffs_with_action: number;
  readonly metric_definition: string;
}

const rank: Record<Role, number> = { viewer: 0, engineer: 1, admin: 2, owner: 3 };

/** Whether `role` may do what an engineer may: see the queue, the stream and the metric, and claim. */
export function isEngineerOrHigher(role: Role): boolean {
  return rank[role] >= rank.engineer;
}
