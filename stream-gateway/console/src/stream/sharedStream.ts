import type { LiveStream, StreamListener } from './liveStream';
import type { StreamClient } from './streamClient';
import { StreamStatusTracker, type StreamStatus } from './streamStatus';

export type Locks = Pick<LockManager, 'request'>;

/** What the leading tab tells the others. `cursor` lets the next leader resume; at most one event behind. */
type Word =
  | { readonly kind: 'status'; readonly status: StreamStatus; readonly cursor: string | null }
  | { readonly kind: 'ready'; readonly resumed: boolean; readonly cursor: string | null }
  | { readonly kind: 'resync'; readonly cursor: string | null }
  | { readonly kind: 'idle'; readonly cursor: string }
  | { readonly kind: 'event'; readonly type: string; readonly data: string; readonly cursor: string | null };

const hello = 'hello';
const answerWithinMs = 3_000;

/**
 * One stream for all tabs of a person in a browser: the tab that holds the lock leads, has the connection and tells the
 * others what it says. A browser opens six connections to an origin over HTTP/1.1, and a stream takes one for good: with
 * one per tab, the tab of the sixth mailed link would hang.
 *
 * A leader that closes frees the lock, and the next resumes from the cursor it heard last. A leader that is silent, because
 * its tab sleeps, is robbed of the lock by one that needs it. While both send, events repeat; versions make that harmless.
 */
export class SharedStream implements LiveStream {
  readonly status: StreamStatusTracker;
  private readonly name: string;
  private readonly locks: Locks;
  private readonly client: StreamClient;
  private readonly listener: StreamListener;
  private channel: BroadcastChannel | null = null;
  private leave: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private leading = false;
  private heard = false;
  private current = false;
  private cursor: string | null = null;

  /** @param connect makes the client of this tab, which is started only while the tab leads */
  constructor(
    name: string,
    locks: Locks,
    nowMs: () => number,
    listener: StreamListener,
    connect: (listener: StreamListener) => StreamClient,
  ) {
    this.name = name;
    this.locks = locks;
    this.listener = listener;
    this.status = new StreamStatusTracker(nowMs);
    this.client = connect({
      ready: (resumed) => this.tell({ kind: 'ready', resumed, cursor: this.client.at() }),
      resync: () => this.tell({ kind: 'resync', cursor: this.client.at() }),
      event: (type, data) => this.tell({ kind: 'event', type, data, cursor: this.client.at() }),
      idle: (cursor) => this.tell({ kind: 'idle', cursor }),
    });
    this.client.status.subscribe(() => this.tellStatus());
  }

  start(): void {
    if (this.leave !== null) {
      return;
    }
    this.leave = new AbortController();
    this.status.connecting();
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = (message: MessageEvent<Word | typeof hello>) => this.hear(message.data);
    this.askTheLeader();
    void this.lineUp(this.leave.signal);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.leave?.abort();
    this.leave = null;
    this.leading = false;
    this.client.stop();
    this.channel?.close();
    this.channel = null;
    // What the others are told from here on, this tab misses; should it come back, it fetches anew.
    this.current = false;
    this.status.stop();
  }

  wake(): void {
    if (this.leading) {
      this.client.wake();
    } else if (this.status.current().phase !== 'live') {
      this.askTheLeader();
    }
  }

  again(): void {
    this.status.connecting();
    if (this.leading) {
      this.connect();
    } else {
      this.takeOver();
    }
  }

  private async lineUp(leave: AbortSignal): Promise<void> {
    while (!leave.aborted) {
      await this.locks
        .request(this.name, { signal: leave }, () => this.lead(leave))
        .catch(() => this.robbed(leave));
    }
  }

  /** A leader that is awake answers with its status, and tries at once if it was only backing off. */
  private askTheLeader(): void {
    clearTimeout(this.timer);
    this.heard = false;
    this.channel?.postMessage(hello);
    this.timer = setTimeout(() => this.heard || this.takeOver(), answerWithinMs);
  }

  private takeOver(): void {
    const leave = this.leave?.signal;
    if (leave !== undefined && !this.leading) {
      void this.locks
        .request(this.name, { steal: true }, () => this.lead(leave))
        .catch(() => this.robbed(leave));
    }
  }

  private lead(leave: AbortSignal): Promise<void> {
    if (leave.aborted) {
      return Promise.resolve();
    }
    this.leading = true;
    // Evicted: whichever tab leads now stays away like the one before, until the person asks.
    if (this.status.current().over !== 'evicted') {
      this.connect();
    }
    return new Promise((resolve) => leave.addEventListener('abort', () => resolve()));
  }

  private connect(): void {
    this.client.resumeFrom(this.cursor);
    this.client.start();
  }

  private robbed(leave: AbortSignal): void {
    if (!leave.aborted && this.leading) {
      this.leading = false;
      this.client.stop();
    }
  }

  private tell(word: Word): void {
    this.take(word);
    this.channel?.postMessage(word);
  }

  private tellStatus(): void {
    this.tell({ kind: 'status', status: this.client.status.current(), cursor: this.client.at() });
  }

  private hear(word: Word | typeof hello): void {
    if (word !== hello) {
      this.heard = true;
      this.take(word);
      // The leader was live before this tab came: all that this tab was not told is in what it fetches now.
      if (word.kind === 'status' && word.status.phase === 'live' && !this.current) {
        this.becomeCurrent(false);
      }
    } else if (this.leading) {
      this.tellStatus();
      this.client.wake();
    }
  }

  private take(word: Word): void {
    this.cursor = word.cursor ?? this.cursor;
    switch (word.kind) {
      case 'status':
        this.status.show(word.status);
        break;
      case 'ready':
        this.becomeCurrent(word.resumed);
        break;
      case 'resync':
        this.listener.resync();
        break;
      case 'idle':
        break;
      case 'event':
        this.listener.event(word.type, word.data);
    }
  }

  private becomeCurrent(resumed: boolean): void {
    const nothingMissed = resumed && this.current;
    this.current = true;
    this.listener.ready(nothingMissed);
  }
}
