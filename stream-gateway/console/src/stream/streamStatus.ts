/** What the chip says. `sinceMs` is when this began; for offline, when the stream was last live. */
export interface StreamStatus {
  readonly phase: 'live' | 'reconnecting' | 'offline';
  readonly sinceMs: number;
  /** `evicted`: too many pages of this person are open. `refused`: the person may no longer see the stream. */
  readonly over: 'evicted' | 'refused' | null;
}

const offlineAfterMs = 30_000;

/** Follows the stream's fate. A break is "reconnecting" for 30 s and "offline since" after it. */
export class StreamStatusTracker {
  private readonly nowMs: () => number;
  private readonly listeners = new Set<() => void>();
  private status: StreamStatus;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
    this.status = { phase: 'reconnecting', sinceMs: nowMs(), over: null };
  }

  readonly current = (): StreamStatus => this.status;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  live(): void {
    if (this.status.phase !== 'live') {
      this.become({ phase: 'live', sinceMs: this.nowMs(), over: null });
    }
  }

  /** Keeps the first moment of the break through all attempts that follow it. */
  lost(): void {
    if (this.status.phase === 'live') {
      this.connecting();
    }
  }

  connecting(): void {
    const sinceMs = this.nowMs();
    this.become({ phase: 'reconnecting', sinceMs, over: null });
    this.timer = setTimeout(() => this.become({ phase: 'offline', sinceMs, over: null }), offlineAfterMs);
  }

  over(why: 'evicted' | 'refused'): void {
    this.become({ phase: 'offline', sinceMs: this.nowMs(), over: why });
  }

  /** Takes over what another tab found out. */
  show(status: StreamStatus): void {
    this.become(status);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private become(status: StreamStatus): void {
    clearTimeout(this.timer);
    this.status = status;
    this.listeners.forEach((listener) => listener());
  }
}
