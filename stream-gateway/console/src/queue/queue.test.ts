import { describe, expect, it } from 'vitest';
import type { Card } from '../http/wire';
import type { LiveEvent } from '../stream/events';
import { applied, claimed, emptyQueue, fetched, left, openCount, ordered, settled, type Queue } from './queue';

const me = 'me';
const sam = { id: 'sam', name: 'Sam' };

function card(id: string, more: Partial<Card> = {}): Card {
  return {
    id,
    session_id: `session-of-${id}`,
    problem_summary: 'Outlook is failing to sync email',
    domain: 'mail',
    priority: 'normal',
    reason: 'Out of ideas',
    step_count: 3,
    psa_ticket_id: null,
    handed_off_by: { id: 'junior', name: 'Jamie' },
    target: null,
    created_at: '2026-01-05T10:00:00.000Z',
    waiting_since: '2026-01-05T10:00:00.000Z',
    returned_from: null,
    assessment_state: 'pending',
    version: 1,
    ...more,
  };
}

const created = (id: string, more: Partial<Card> = {}): LiveEvent => ({
  type: 'handoff_created',
  card: card(id, more),
});
const assessed = (id: string, version: number): LiveEvent => ({
  type: 'handoff_assessment_ready',
  card: card(id, { assessment_state: 'ready', version }),
});
const claimedBy = (id: string, by = sam): LiveEvent => ({
  type: 'handoff_claimed',
  card: card(id, { version: 9 }),
  claimedBy: by,
  claimedAt: '2026-01-05T10:05:00.000Z',
});

const after = (...events: LiveEvent[]): Queue =>
  events.reduce((queue, event) => applied(queue, event, me, 1_000), emptyQueue);
const fetch = (queue: Queue, cards: Card[], knownBefore = [...queue.entries.keys()]): Queue =>
  fetched(queue, new Set(knownBefore), cards, true);
const ids = (queue: Queue): string[] => ordered(queue).map((entry) => entry.card.id);

describe('the queue', () => {
  it('loses a card that was taken back, and no late answer brings it again', () => {
    const cancelled: LiveEvent = { type: 'handoff_cancelled', card: card('gone', { version: 2 }) };

    const queue = after(created('gone'), created('stays'), cancelled);

    expect(ids(queue)).toEqual(['stays']);
    expect(ids(applied(queue, created('gone'), me, 2))).toEqual(['stays']);
    expect(ids(fetch(queue, [card('gone'), card('stays')]))).toEqual(['stays']);
  });

  it('keeps the age of a card that replaces another when later events do not tell it', () => {
    const replacing = created('again', { waiting_since: '2026-01-05T08:00:00.000Z', returned_from: 'first' });

    const queue = after(replacing, assessed('again', 2));

    expect(ordered(queue)[0]?.card).toMatchObject({
      waiting_since: '2026-01-05T08:00:00.000Z',
      returned_from: 'first',
      assessment_state: 'ready',
    });
  });

  it('shows live arrivals newest first above the established cards oldest first', () => {
    const opened = fetch(emptyQueue, [
      card('younger', { waiting_since: '2026-01-05T09:30:00.000Z' }),
      card('older', { waiting_since: '2026-01-05T09:00:00.000Z' }),
    ]);

    const queue = applied(applied(opened, created('first'), me, 1), created('second'), me, 2);

    expect(ids(queue)).toEqual(['second', 'first', 'older', 'younger']);
  });

  it('lets arrivals take their place by age once they are settled', () => {
    const opened = fetch(emptyQueue, [card('old', { waiting_since: '2026-01-05T09:00:00.000Z' })]);

    const queue = settled(applied(opened, created('new'), me, 1));

    expect(ids(queue)).toEqual(['old', 'new']);
  });

  it('leaves out what I escalated myself', () => {
    const queue = after(created('mine', { handed_off_by: { id: me, name: 'Me' } }));

    expect(ids(queue)).toEqual([]);
  });

  it('takes an event that comes twice once', () => {
    const queue = after(created('a'), created('a'));

    expect(ids(queue)).toEqual(['a']);
    expect(queue.arrivals).toBe(1);
  });

  it('keeps the higher version, whichever comes last', () => {
    const assessedFirst = after(created('a'), assessed('a', 2));

    const queue = fetch(assessedFirst, [card('a', { version: 1 })]);

    expect(queue.entries.get('a')?.card).toMatchObject({ version: 2, assessment_state: 'ready' });
  });

  it('takes a fetched card that is newer, and leaves it where it was', () => {
    const queue = fetch(after(created('a'), created('b')), [card('a', { version: 4, step_count: 7 }), card('b')]);

    expect(queue.entries.get('a')?.card.step_count).toBe(7);
    expect(ids(queue)).toEqual(['b', 'a']);
  });

  it('drops what a fetch no longer lists', () => {
    const queue = fetch(after(created('gone'), created('here')), [card('here')]);

    expect(ids(queue)).toEqual(['here']);
  });

  it('keeps what arrived while the fetch was under way', () => {
    const queue = fetch(after(created('before'), created('during')), [card('before')], ['before']);

    expect(ids(queue)).toEqual(['during', 'before']);
  });

  it('drops nothing for an answer that was cut short', () => {
    const queue = fetched(after(created('a')), new Set(['a']), [], false);

    expect(ids(queue)).toEqual(['a']);
  });

  it('flips the card of a claim in its place, then lets it leave', () => {
    const flipped = after(created('a'), created('b'), claimedBy('a'));

    expect(ids(flipped)).toEqual(['b', 'a']);
    expect(flipped.entries.get('a')?.claim?.by).toEqual(sam);
    expect(openCount(flipped)).toBe(1);
    expect(ids(left(flipped, 'a'))).toEqual(['b']);
  });

  it('takes my own claim away at once', () => {
    const queue = after(created('a'), claimedBy('a', { id: me, name: 'Me' }));

    expect(ids(queue)).toEqual([]);
  });

  it('names the first claimer also when the refusal tells it before the stream does', () => {
    const refused = claimed(after(created('a')), 'a', { by: sam, at: '…', learnedAtMs: 5 }, me);

    const queue = applied(refused, claimedBy('a'), me, 9);

    expect(queue.entries.get('a')?.claim?.learnedAtMs).toBe(5);
  });

  it.each([
    ['a late fetch', (queue: Queue) => fetch(queue, [card('a')])],
    ['a repeated event', (queue: Queue) => applied(queue, created('a'), me, 3)],
    ['a late assessment', (queue: Queue) => applied(queue, assessed('a', 99), me, 3)],
  ])('does not bring a claimed card back by %s', (_name, late) => {
    const gone = left(after(created('a'), claimedBy('a')), 'a');

    expect(ids(late(gone))).toEqual([]);
  });

  it('does not take the assessment of an unknown handoff for an open one', () => {
    expect(ids(after(assessed('claimed-long-ago', 5)))).toEqual([]);
  });

  it('remembers a claim of a card it never had', () => {
    const queue = fetch(after(claimedBy('a')), [card('a')]);

    expect(ids(queue)).toEqual([]);
  });
});
