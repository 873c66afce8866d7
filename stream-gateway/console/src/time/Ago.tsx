import { useSyncExternalStore } from 'react';
import { useSignedIn } from '../app/signedIn';
import type { Instant } from '../http/wire';
import { ago, dayAndTime } from './ago';

/** "3 minutes ago" by the server's clock, kept current; the exact time on hover. */
export function Ago({ at }: { readonly at: Instant }) {
  const { clock } = useSignedIn();
  useSyncExternalStore(everySecond, second);
  const atMs = Date.parse(at);
  return (
    <time dateTime={at} title={dayAndTime(atMs)}>
      {ago(atMs, clock.now())}
    </time>
  );
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1_000);
  return () => clearInterval(timer);
}

function second(): number {
  return Math.floor(Date.now() / 1_000);
}
