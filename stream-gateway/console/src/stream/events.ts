import type { Card, Instant, Person } from '../http/wire';

/** The events that the console acts on. Others of the contract are skipped: new types are added over time. */
export type LiveEvent =
  | { readonly type: 'handoff_created'; readonly card: Card }
  | { readonly type: 'handoff_assessment_ready'; readonly card: Card }
  | { readonly type: 'handoff_cancelled'; readonly card: Card }
  | { readonly type: 'handoff_read_back_corrected'; readonly card: Card }
  | { readonly type: 'handoff_claimed'; readonly card: Card; readonly claimedBy: Person; readonly claimedAt: Instant };

type EventData = Omit<Card, 'id' | 'assessment_state' | 'waiting_since' | 'returned_from'> & {
  readonly waiting_since?: Instant | null;
  readonly returned_from?: string | null;
  readonly handoff_id: string;
  readonly has_assessment?: boolean;
  readonly claimed_by?: Person;
  readonly claimed_at?: Instant;
};

/**
 * Reads one CloudEvent of the stream. Null for a type this page does not know and for what is no event at all: one
 * unreadable event must not stop those behind it.
 */
export function parseLiveEvent(type: string, json: string): LiveEvent | null {
  const data = dataOf(json);
  if (data === null) {
    return null;
  }
  switch (type) {
    case 'handoff_created':
      return { type, card: cardOf(data, 'pending') };
    case 'handoff_assessment_ready':
      return { type, card: cardOf(data, data.has_assessment === true ? 'ready' : 'unavailable') };
    case 'handoff_cancelled':
    case 'handoff_read_back_corrected':
      return { type, card: cardOf(data, 'pending') };
    case 'handoff_claimed':
      return data.claimed_by === undefined || data.claimed_at === undefined
        ? null
        : { type, card: cardOf(data, 'pending'), claimedBy: data.claimed_by, claimedAt: data.claimed_at };
    default:
      return null;
  }
}

function dataOf(json: string): EventData | null {
  try {
    const data = (JSON.parse(json) as { data?: Partial<EventData> } | null)?.data;
    const usable = typeof data?.handoff_id === 'string' && typeof data.version === 'number';
    return usable ? (data as EventData) : null;
  } catch {
    return null;
  }
}

function cardOf(data: EventData, assessmentState: Card['assessment_state']): Card {
  return {
    id: data.handoff_id,
    session_id: data.session_id,
    problem_summary: data.problem_summary,
    domain: data.domain,
    priority: data.priority,
    reason: data.reason,
    step_count: data.step_count,
    psa_ticket_id: data.psa_ticket_id,
    handed_off_by: data.handed_off_by,
    target: data.target,
    created_at: data.created_at,
    waiting_since: data.waiting_since ?? data.created_at,
    returned_from: data.returned_from ?? null,
    assessment_state: assessmentState,
    version: data.version,
  };
}
