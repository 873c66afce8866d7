import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSignedIn } from '../app/signedIn';

const waitForReadyMs = 3_000;
const pollWhileNotLiveMs = 15_000;

/**
 * Fetches the queue once the stream is ready, and again whenever the stream says that something may have been missed.
 * A stream that does not come is no reason to show nothing: after 3 s the queue is fetched all the same, then polled.
 */
export function useQueueFeed(): { readonly error: Error | null } {
  const { api, live } = useSignedIn();
  const status = useSyncExternalStore(live.stream.status.subscribe, live.stream.status.current);
  const [waitedEnough, setWaitedEnough] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaitedEnough(true), waitForReadyMs);
    return () => clearTimeout(timer);
  }, []);
  return useQuery({
    queryKey: ['queue'],
    queryFn: async ({ signal }) => {
      await live.queue.fetch(api, signal);
      return true;
    },
    enabled: waitedEnough || status.phase === 'live',
    refetchInterval: status.phase === 'live' ? false : pollWhileNotLiveMs,
  });
}
