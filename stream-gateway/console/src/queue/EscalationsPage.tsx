import { useEffect, useSyncExternalStore } from 'react';
import { usePageTitle } from '../app/pageTitle';
import { useMayWork, useSignedIn } from '../app/signedIn';
import { explain } from '../http/problem';
import { MetricCard } from '../metric/MetricCard';
import { Notice } from '../ui/Notice';
import { ordered } from './queue';
import { QueueList } from './QueueList';
import { useQueueFeed } from './useQueueFeed';

export function EscalationsPage() {
  usePageTitle('Escalations');
  return useMayWork() ? (
    <LiveEscalations />
  ) : (
    <Notice title="Engineer or admin access required">
      Your role can look at sessions that are shared with you, but not at the escalation queue. Ask an admin of your
      account for engineer access.
    </Notice>
  );
}

function LiveEscalations() {
  const { live } = useSignedIn();
  const feed = useQueueFeed();
  const queue = useSyncExternalStore(live.queue.subscribe, live.queue.current);
  // What arrived before this visit is established by now. Done on the way in, never while somebody looks.
  useEffect(() => live.queue.settle(), [live]);
  const entries = ordered(queue);
  return (
    <>
      <MetricCard />
      <section aria-labelledby="queue-title">
        <h1 id="queue-title">Waiting to be picked up</h1>
        {feed.error !== null && <p className="refusal">The queue could not be fetched: {explain(feed.error)}</p>}
        <QueueList entries={entries} />
        {entries.length === 0 && (
          <p className="empty">
            {queue.fetched ? 'Nothing waits. New escalations appear here by themselves.' : 'Loading the queue…'}
          </p>
        )}
      </section>
    </>
  );
}
