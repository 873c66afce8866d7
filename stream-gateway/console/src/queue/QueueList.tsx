import { useLayoutEffect, useRef } from 'react';
import type { Entry } from './queue';
import { QueueCard } from './QueueCard';

/**
 * The cards in order. A card that comes or leaves above the one under the pointer or with the focus is answered by
 * scrolling as far, so that what somebody is about to press stays where it is.
 */
export function QueueList({ entries }: { readonly entries: readonly Entry[] }) {
  const list = useRef<HTMLOListElement>(null);
  const tops = useRef(new Map<Element, number>());
  useLayoutEffect(() => {
    const cards = [...(list.current?.children ?? [])].filter((card) => card instanceof HTMLElement);
    const held = cards.find((card) => card.matches(':hover, :focus-within'));
    const before = held === undefined ? undefined : tops.current.get(held);
    if (held !== undefined && before !== undefined && held.offsetTop !== before) {
      window.scrollBy({ top: held.offsetTop - before, behavior: 'instant' });
    }
    tops.current = new Map(cards.map((card) => [card, card.offsetTop]));
  }, [entries]);
  return (
    <ol className="queue" data-testid="queue" ref={list} aria-label="Escalations">
      {entries.map((entry) => (
        <QueueCard key={entry.card.id} entry={entry} />
      ))}
    </ol>
  );
}
