import type { Handoff } from '../http/wire';

/** An escalation of Jamie's that waits; a test names what is different. */
export function aHandoff(more: Partial<Handoff> = {}): Handoff {
  return {
    id: 'h1',
    session_id: 's1',
    intent: 'escalate',
    status: 'open',
    reason: 'Out of ideas',
    notes: '',
    priority: 'normal',
    problem_summary: 'Outlook is failing to sync email',
    domain: 'mail',
    psa_ticket_id: null,
    step_count: 0,
    handed_off_by_id: 'jamie',
    handed_off_by_name: 'Jamie',
    target_user_id: null,
    target_user_name: null,
    created_at: '2026-01-05T10:00:00.000Z',
    claimed_by_id: null,
    claimed_by_name: null,
    claimed_at: null,
    closed_by_name: null,
    closed_at: null,
    close_reason: null,
    returned_from: null,
    next_deadline: null,
    next_deadline_at: null,
    snapshot: {
      problem_summary: 'Outlook is failing to sync email',
      domain: 'mail',
      psa_ticket_id: null,
      what_was_tried: [],
      open_questions: [],
      step_count: 0,
    },
    assessment_state: 'pending',
    assessment: null,
    version: 1,
    ...more,
  };
}
