import { useEffect, useState } from 'react';
import type { Entry } from './queue';

const newForMs = 800;

/** Whether the card came live within the last 800 ms, while this page was looking. */
export function useJustArrived(entry: Entry): boolean {
  const [isNew, setNew] = useState(entry.arrival !== null);
  useEffect(() => {
    const timer = setTimeout(() => setNew(false), newForMs);
    return () => clearTimeout(timer);
  }, []);
  return isNew;
}
