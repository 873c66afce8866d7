import { useEffect, type RefObject } from 'react';
import { useSignedIn } from '../app/signedIn';
import type { Entry } from './queue';

const saysByWhomMs = 4_000;
const lookAgainMs = 1_000;
const pointerHoldsMs = 15_000;

/**
 * Takes a card away some seconds after others claimed it. Not from under the focus, which would be lost, nor at once from
 * under the pointer; a pointer that was left lying there holds it for 15 s at most.
 */
export function useLeaving(entry: Entry, item: RefObject<HTMLElement | null>): void {
  const { live } = useSignedIn();
  const id = entry.card.id;
  const learnedAtMs = entry.claim?.learnedAtMs;
  useEffect(() => {
    if (learnedAtMs === undefined) {
      return undefined;
    }
    const leave = (): void => {
      const pointed = item.current?.matches(':hover') === true && Date.now() - learnedAtMs < pointerHoldsMs;
      if (pointed || item.current?.matches(':focus-within') === true) {
        timer = setTimeout(leave, lookAgainMs);
      } else {
        live.queue.left(id);
      }
    };
    let timer = setTimeout(leave, Math.max(0, learnedAtMs + saysByWhomMs - Date.now()));
    return () => clearTimeout(timer);
  }, [live, id, learnedAtMs, item]);
}
