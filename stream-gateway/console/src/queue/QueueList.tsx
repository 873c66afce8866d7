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
    if (list.current !== null && held !== undefined && before !== undefined) {
      scrollAlong(list.current, held.offsetTop - before);
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

/** Scrolls by as much as the held card moved; a page too short to scroll that far gets the room it lacks below the list. */
function scrollAlong(list: HTMLElement, movedPx: number): void {
  const fromPx = window.scrollY;
  window.scrollBy({ top: movedPx, behavior: 'instant' });
  const lackingPx = Math.ceil(movedPx - (window.scrollY - fromPx));
  if (lackingPx > 0) {
    list.style.paddingBottom = `${parseFloat(getComputedStyle(list).paddingBottom) + lackingPx}px`;
    window.scrollBy({ top: lackingPx, behavior: 'instant' });
  }
}
