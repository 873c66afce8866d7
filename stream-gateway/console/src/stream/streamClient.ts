import { Backoff } from './backoff';
import { readFrames, Watchdog, type Frame } from './connection';
import type { LiveStream, StreamListener } from './liveStream';
import { Pause } from './pause';
import { StreamStatusTracker } from './streamStatus';

/** What the stream needs from the page; tests bring their own. */
export interface StreamSurroundings {
  readonly fetch: typeof fetch;
  readonly freshToken: (validForMs: number) => Promise<string>;
  readonly renewToken: (stale: string) => Promise<string>;
  readonly random: () => number;
  readonly nowMs: () => number;
}

/** Why a connection ended, and so when the next begins. */
type End =
  | { readonly next: 'back-off' }
  | { readonly next: 'at-once' }
  | { readonly next: 'when-asked'; readonly delayMs: number }
  | { readonly next: 'never'; readonly why: 'evicted' | 'refused' };

const path = '/api/v1/ai-sessions/escalations/stream';
const readyWithinMs = 15_000;
const drainWithinMs = 5_000;
const busyMs = 15_000;
const steadyMs = 10_000;
/** The server announces expiry 60 s ahead: a token with less than that would be announced at once. */
const tokenValidMs = 75_000;

/**
 * One connection to the live stream after the other (acceptance G1–G8, U3), over `fetch` because the token travels in a header.
 * It resumes from the last `id:` on any replica, so a break loses nothing; after `evicted` it stays away until asked.
 */
export class StreamClient implements LiveStream {
  readonly status: StreamStatusTracker;
  private readonly around: StreamSurroundings;
  private readonly listener: StreamListener;
  private readonly backoff: Backoff;
  private readonly pause = new Pause();
  private leave: AbortController | null = null;
  private cursor: string | null = null;
  private retryMs: number | null = null;
  private readyAtMs: number | null = null;
  private patient = false;

  constructor(around: StreamSurroundings, listener: StreamListener) {
    this.around = around;
    this.listener = listener;
    this.backoff = new Backoff(around.random);
    this.status = new StreamStatusTracker(around.nowMs);
  }

  start(): void {
    if (this.leave === null) {
      this.leave = new AbortController();
      this.status.connecting();
      void this.stayConnected(this.leave.signal);
    }
  }

  stop(): void {
    this.leave?.abort();
    this.leave = null;
    this.status.stop();
  }

  wake(): void {
    if (!this.patient) {
      this.pause.wake();
    }
  }

  again(): void {
    this.start();
  }

  /** The cursor after all that was told. */
  at(): string | null {
    return this.cursor;
  }

  /** Before a start: what comes after `cursor` is what is missing. */
  resumeFrom(cursor: string | null): void {
    this.cursor = cursor;
  }

  private async stayConnected(leave: AbortSignal): Promise<void> {
    while (!leave.aborted) {
      await this.follow(await this.connect(leave), leave);
    }
  }

  private async follow(end: End, leave: AbortSignal): Promise<void> {
    if (leave.aborted || end.next === 'at-once') {
      return;
    }
    if (end.next === 'never') {
      this.stop();
      this.status.over(end.why);
      return;
    }
    this.status.lost();
    this.patient = end.next === 'when-asked';
    await this.pause.wait(end.next === 'when-asked' ? end.delayMs : this.backoff.nextMs(), leave);
  }

  private async connect(leave: AbortSignal): Promise<End> {
    const cut = new AbortController();
    const onLeave = (): void => cut.abort();
    leave.addEventListener('abort', onLeave);
    const watchdog = new Watchdog(readyWithinMs, onLeave);
    let end: End = { next: 'back-off' };
    this.readyAtMs = null;
    try {
      const token = await this.around.freshToken(tokenValidMs);
      const response = await this.open(token, cut.signal);
      if (response.status === 401) {
        await this.around.renewToken(token);
      } else if (response.status === 403) {
        end = { next: 'never', why: 'refused' };
      } else if (response.ok && response.body !== null) {
        await readFrames(response.body, watchdog, {
          retry: (retryMs) => (this.retryMs = retryMs),
          frame: (frame) => {
            const told = this.take(frame, watchdog, cut);
            // Whatever follows it, as the drain of the replica: who was sent away stays away.
            end = end.next === 'never' ? end : (told ?? end);
          },
        });
      }
    } catch {
      // Broken, cut or unreachable: all the same to a client that resumes from its cursor. `end` knows what was said before.
    } finally {
      watchdog.stop();
      leave.removeEventListener('abort', onLeave);
      cut.abort();
    }
    return end;
  }

  private open(token: string, signal: AbortSignal): Promise<Response> {
    const headers = new Headers({ Accept: 'text/event-stream', Authorization: `Bearer ${token}` });
    if (this.cursor !== null) {
      headers.set('Last-Event-ID', this.cursor);
    }
    return this.around.fetch(path, { headers, signal, cache: 'no-store', credentials: 'same-origin' });
  }

  /** Applies one frame, then moves the cursor. Answers how the connection will end, where the frame says so. */
  private take(frame: Frame, watchdog: Watchdog, cut: AbortController): End | null {
    const end = this.apply(frame, watchdog, cut);
    if (frame.id !== null && frame.id !== '') {
      this.cursor = frame.id;
    }
    return end;
  }

  private apply(frame: Frame, watchdog: Watchdog, cut: AbortController): End | null {
    switch (frame.type) {
      case 'ready':
        this.becomeReady(frame.data, watchdog);
        return null;
      case 'resync':
        this.listener.resync();
        return null;
      case 'cursor':
        if (frame.id !== null) {
          this.listener.idle?.(frame.id);
        }
        return null;
      case 'drain':
        watchdog.allow(drainWithinMs);
        return { next: 'when-asked', delayMs: this.retryMs ?? this.backoff.nextMs() };
      case 'busy':
        return { next: 'when-asked', delayMs: this.retryMs ?? busyMs };
      case 'evicted':
        return { next: 'never', why: 'evicted' };
      case 'token_expiring':
        this.changeTokens(cut);
        return this.wasSteady() ? { next: 'at-once' } : { next: 'back-off' };
      default:
        this.listener.event(frame.type, frame.data);
        return null;
    }
  }

  private becomeReady(data: string, watchdog: Watchdog): void {
    const { resumed, heartbeatMs } = parseReady(data);
    this.backoff.reset();
    this.backoff.serverAsks(this.retryMs ?? 1_000);
    this.readyAtMs = this.around.nowMs();
    // Two heartbeats may be late before the third proves the peer dead.
    watchdog.allow(heartbeatMs * 2.5);
    this.status.live();
    this.listener.ready(resumed);
  }

  /** The old stream goes on until the new token is there; if none can be had, until the server ends it. */
  private changeTokens(cut: AbortController): void {
    this.around.freshToken(tokenValidMs).then(
      () => cut.abort(),
      () => undefined,
    );
  }

  /** A stream that is told to renew right after it began would otherwise spin. */
  private wasSteady(): boolean {
    return this.readyAtMs !== null && this.around.nowMs() - this.readyAtMs >= steadyMs;
  }
}

function parseReady(data: string): { resumed: boolean; heartbeatMs: number } {
  const ready = JSON.parse(data) as { resumed?: unknown; heartbeat_ms?: unknown };
  const heartbeatMs = typeof ready.heartbeat_ms === 'number' && ready.heartbeat_ms > 0 ? ready.heartbeat_ms : 25_000;
  return { resumed: ready.resumed === true, heartbeatMs };
}
