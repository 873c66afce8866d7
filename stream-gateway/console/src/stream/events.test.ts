import { describe, expect, it } from 'vitest';
import { parseLiveEvent } from './events';

const data = {
  handoff_id: 'h1',
  session_id: 's1',
  problem_summary: 'Outlook is failing to sync email',
  domain: 'mail',
  priority: 'high',
  reason: 'Out of ideas',
  step_count: 5,
  psa_ticket_id: '12345',
  handed_off_by: { id: 'u1', name: 'Jamie' },
  target: null,
  created_at: '2026-01-05T10:00:00.000Z',
  version: 1,
  directory_version: 3,
};

const cloudEvent = (more: object = {}): string =>
  JSON.stringify({ specversion: '1.0', id: 'e1', type: 'handoff_created', data: { ...data, ...more } });

describe('a live event', () => {
  it('carries the whole card under the handoff id', () => {
    const event = parseLiveEvent('handoff_created', cloudEvent());

    expect(event?.card).toMatchObject({ id: 'h1', session_id: 's1', assessment_state: 'pending', version: 1 });
    expect(event?.card).not.toHaveProperty('directory_version');
  });

  it.each([
    [true, 'ready'],
    [false, 'unavailable'],
  ])('with has_assessment %s means that the assessment is %s', (has, state) => {
    const event = parseLiveEvent('handoff_assessment_ready', cloudEvent({ has_assessment: has, confidence: null }));

    expect(event?.card.assessment_state).toBe(state);
  });

  it('that replaces another tells how long it has waited in all', () => {
    const since = '2026-01-05T09:00:00.000Z';

    expect(parseLiveEvent('handoff_created', cloudEvent())?.card).toMatchObject({
      waiting_since: data.created_at,
      returned_from: null,
    });
    expect(
      parseLiveEvent('handoff_created', cloudEvent({ waiting_since: since, returned_from: 'h0' }))?.card,
    ).toMatchObject({ waiting_since: since, returned_from: 'h0' });
  });

  it('says who claimed and when', () => {
    const sam = { id: 'u2', name: 'Sam' };
    const event = parseLiveEvent(
      'handoff_claimed',
      cloudEvent({ claimed_by: sam, claimed_at: '2026-01-05T10:02:00.000Z' }),
    );

    expect(event).toMatchObject({ claimedBy: sam, claimedAt: '2026-01-05T10:02:00.000Z' });
  });

  it('tells of a correction, so that what is shown of the handoff is fetched anew', () => {
    const event = parseLiveEvent('handoff_read_back_corrected', cloudEvent({ version: 4 }));

    expect(event).toMatchObject({ type: 'handoff_read_back_corrected', card: { id: 'h1', version: 4 } });
  });

  it.each([
    ['of an unknown type', 'handoff_reopened', cloudEvent()],
    ['that is no JSON', 'handoff_created', '{"data":'],
    ['without data', 'handoff_created', '{}'],
    ['that is null', 'handoff_created', 'null'],
    ['without a version', 'handoff_created', cloudEvent({ version: undefined })],
    ['of a claim without a claimer', 'handoff_claimed', cloudEvent()],
  ])('%s is skipped', (_name, type, json) => {
    expect(parseLiveEvent(type, json)).toBeNull();
  });
});
