import { useEffect } from 'react';

/** What had the focus may be gone after `change`: reading and Tab then go on from the page's content, not from nothing. */
export function useFocusKept(change: string): void {
  useEffect(() => {
    if (document.activeElement === document.body) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
  }, [change]);
}
