import type { Card, Id, Instant, Person } from '../http/wire';
import type { LiveEvent } from '../stream/events';

export interface Claim {
  readonly by: Person;
  readonly at: Instant;
  /** Local time at which this page learned of it: from then the card says by whom, for a while. */
  readonly learnedAtMs: number;
}

export interface Entry {
  readonly card: Card;
  /** Which live arrival this was, counted up; null for a card that was there when the queue was opened. */
  readonly arrival: number | null;
  readonly arrivedAtMs: number;
  readonly claim: Claim | null;
}

/**
 * The escalation queue as one value, fed by the stream and by fetches in any order (design §6). Of two states of a card
 * the one with the higher `version` is the truth; a claim or a cancellation is final, so no late answer brings such a card back.
 */
export interface Queue {
  readonly entries: ReadonlyMap<Id, Entry>;
  /** Handoffs known to wait no longer, claimed or cancelled, the newest last, also those that were never shown. */
  readonly over: ReadonlySet<Id>;
  readonly arrivals: number;
  readonly fetched: boolean;
}

export const emptyQueue: Queue = { entries: new Map(), over: new Set(), arrivals: 0, fetched: false };

const remembered = 1_000;

/** Applies one live event as `me` sees it: one's own escalations are not in one's queue (H9). */
export function applied(queue: Queue, event: LiveEvent, me: Id, nowMs: number): Queue {
  switch (event.type) {
    case 'handoff_created':
      return event.card.handed_off_by.id === me ? queue : arrived(queue, event.card, nowMs);
    case 'handoff_assessment_ready':
      return updated(queue, event.card);
    case 'handoff_cancelled':
      return { ...left(queue, event.card.id), over: withOver(queue, event.card.id) };
    case 'handoff_read_back_corrected':
      // Of a claimed handoff, which waits for nobody.
      return queue;
    case 'handoff_claimed':
      return claimed(queue, event.card.id, { by: event.claimedBy, at: event.claimedAt, learnedAtMs: nowMs }, me);
  }
}

/**
 * Merges a fetched queue. `knownBefore` are the entries known when the fetch began: of these, the ones missing in a
 * complete answer are gone. An entry that arrived during the fetch is younger than the answer and stays.
 */
export function fetched(
  queue: Queue,
  knownBefore: ReadonlySet<Id>,
  cards: readonly Card[],
  complete: boolean,
): Queue {
  const listed = new Set(cards.map((card) => card.id));
  const entries = new Map(queue.entries);
  for (const [id, entry] of queue.entries) {
    if (complete && knownBefore.has(id) && !listed.has(id) && entry.claim === null) {
      entries.delete(id);
    }
  }
  for (const card of cards) {
    const known = entries.get(card.id);
    if (!queue.over.has(card.id) && (known === undefined || known.card.version < card.version)) {
      entries.set(card.id, known === undefined ? established(card) : { ...known, card });
    }
  }
  return { ...queue, entries, fetched: true };
}

/** A claim, from the stream or from a refusal that named the winner. One's own leaves at once, others' card flips first. */
export function claimed(queue: Queue, id: Id, claim: Claim, me: Id): Queue {
  const entries = new Map(queue.entries);
  const entry = entries.get(id);
  if (claim.by.id === me) {
    entries.delete(id);
  } else if (entry?.claim === null) {
    entries.set(id, { ...entry, claim });
  }
  return { ...queue, entries, over: withOver(queue, id) };
}

function withOver(queue: Queue, id: Id): ReadonlySet<Id> {
  return new Set([...queue.over, id].slice(-remembered));
}

/** Takes a flipped card away. */
export function left(queue: Queue, id: Id): Queue {
  const entries = new Map(queue.entries);
  return entries.delete(id) ? { ...queue, entries } : queue;
}

/** Makes live arrivals established. Only while nobody looks: it reorders. */
export function settled(queue: Queue): Queue {
  const entries = new Map([...queue.entries].map(([id, entry]) => [id, { ...entry, arrival: null }]));
  return { ...queue, entries };
}

/** Live arrivals newest first, above the established ones oldest first (U2). */
export function ordered(queue: Queue): readonly Entry[] {
  return [...queue.entries.values()].sort(
    (a, b) =>
      (b.arrival ?? 0) - (a.arrival ?? 0) ||
      a.card.waiting_since.localeCompare(b.card.waiting_since) ||
      a.card.id.localeCompare(b.card.id),
  );
}

/** How many wait to be picked up. */
export function openCount(queue: Queue): number {
  return [...queue.entries.values()].filter((entry) => entry.claim === null).length;
}

function arrived(queue: Queue, card: Card, nowMs: number): Queue {
  if (queue.over.has(card.id)) {
    return queue;
  }
  if (queue.entries.has(card.id)) {
    return updated(queue, card);
  }
  const arrivals = queue.arrivals + 1;
  const entries = new Map(queue.entries);
  entries.set(card.id, { card, arrival: arrivals, arrivedAtMs: nowMs, claim: null });
  return { ...queue, entries, arrivals };
}

/** Never adds a card: this event alone does not tell whether an unknown handoff is still open. */
function updated(queue: Queue, card: Card): Queue {
  const known = queue.entries.get(card.id);
  if (known === undefined || known.card.version >= card.version) {
    return queue;
  }
  const entries = new Map(queue.entries);
  // Only its first event tells how long it has waited in all.
  const { waiting_since, returned_from } = known.card;
  entries.set(card.id, { ...known, card: { ...card, waiting_since, returned_from } });
  return { ...queue, entries };
}

function established(card: Card): Entry {
  return { card, arrival: null, arrivedAtMs: 0, claim: null };
}
