import { useSyncExternalStore } from 'react';
import { timeOfDay } from '../time/ago';
import type { LiveStream } from './liveStream';
import type { StreamStatus } from './streamStatus';

/** Whether what is on the page is what is true now. */
export function StreamChip({ stream }: { readonly stream: LiveStream }) {
  const status = useSyncExternalStore(stream.status.subscribe, stream.status.current);
  return (
    <span className="chip" role="status" data-testid="stream-chip" data-state={status.phase}>
      <span className="chip-light" aria-hidden="true" />
      {words(status)}
      {status.over === 'evicted' && (
        <button type="button" className="link" onClick={() => stream.again()}>
          Go live here
        </button>
      )}
    </span>
  );
}

const reasons = {
  lost: (sinceMs: number) => `Offline since ${timeOfDay(sinceMs)}`,
  evicted: () => 'Open in too many places',
  refused: () => 'No live updates for your role',
};

function words(status: StreamStatus): string {
  switch (status.phase) {
    case 'live':
      return 'Live';
    case 'reconnecting':
      return 'Reconnecting';
    case 'offline':
      return reasons[status.over ?? 'lost'](status.sinceMs);
  }
}
