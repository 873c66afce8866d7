import { useEffect } from 'react';
import { pageTitle } from '../app/pageTitle';
import type { LiveQueue } from './liveQueue';

/** Counts, in the tab's title, what arrives while the page is hidden; looking at the page clears it. */
export function useArrivalsWhileHidden(queue: LiveQueue): void {
  useEffect(() => {
    let seenArrivals = queue.current().arrivals;
    const count = (): void => {
      if (document.visibilityState === 'visible') {
        seenArrivals = queue.current().arrivals;
      }
      pageTitle.showMissed(queue.current().arrivals - seenArrivals);
    };
    const unsubscribe = queue.subscribe(count);
    document.addEventListener('visibilitychange', count);
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', count);
      pageTitle.showMissed(0);
    };
  }, [queue]);
}
