import type { QueryClient } from '@tanstack/react-query';
import type { AccessTokens } from '../auth/accessTokens';
import type { Id } from '../http/wire';
import { LiveQueue } from '../queue/liveQueue';
import { parseLiveEvent, type LiveEvent } from '../stream/events';
import type { LiveStream, StreamListener } from '../stream/liveStream';
import { SharedStream } from '../stream/sharedStream';
import { StreamClient } from '../stream/streamClient';

/**
 * What happens now, for one signed-in person: the stream, the queue it feeds, and the fetched answers it makes stale.
 * The order is that of design §6: open the stream, wait for `ready`, then fetch; what came in between is in both and
 * merged by version.
 */
export class Live {
  readonly queue: LiveQueue;
  readonly stream: LiveStream;
  private readonly queries: QueryClient;

  constructor(me: Id, tokens: AccessTokens, queries: QueryClient) {
    this.queries = queries;
    this.queue = new LiveQueue(me, Date.now);
    this.stream = streamFor(me, tokens, {
      ready: (resumed) => resumed || this.refetchAll(),
      resync: () => this.refetchAll(),
      event: (type, data) => this.take(parseLiveEvent(type, data)),
    });
  }

  /** Opens the stream until the returned function is called; leaving the page closes it, coming back opens it again. */
  open(): () => void {
    const leave = (): void => this.stream.stop();
    const comeBack = (): void => this.stream.start();
    const wake = (): void => {
      if (document.visibilityState === 'visible') {
        this.stream.wake();
      }
    };
    addEventListener('pagehide', leave);
    addEventListener('pageshow', comeBack);
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    comeBack();
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', comeBack);
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      leave();
    };
  }

  private take(event: LiveEvent | null): void {
    if (event === null) {
      return;
    }
    this.queue.apply(event);
    const { id, session_id } = event.card;
    this.stale('handoffs', session_id);
    if (event.type === 'handoff_claimed' || event.type === 'handoff_cancelled') {
      this.stale('session', session_id);
      this.stale('sessions');
      this.stale('deliveries', id);
      this.stale('metric');
    }
  }

  private stale(...queryKey: string[]): void {
    void this.queries.invalidateQueries({ queryKey });
  }

  private refetchAll(): void {
    void this.queries.invalidateQueries();
  }
}

/** Shared among the person's tabs where the browser offers locks (https and localhost), else one for each tab. */
function streamFor(me: Id, tokens: AccessTokens, listener: StreamListener): LiveStream {
  const connect = (told: StreamListener): StreamClient =>
    new StreamClient(
      {
        fetch: (input, init) => fetch(input, init),
        freshToken: (validForMs) => tokens.fresh(validForMs),
        renewToken: (stale) => tokens.renew(stale),
        random: Math.random,
        nowMs: Date.now,
      },
      told,
    );
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  return locks === undefined
    ? connect(listener)
    : new SharedStream(`baton-stream/${me}`, locks, Date.now, listener, connect);
}
