import type { StreamStatusTracker } from './streamStatus';

/** The account's live stream as this page has it: on a connection of its own, or through the tab that has one. */
export interface LiveStream {
  readonly status: StreamStatusTracker;
  start(): void;
  /** Leaves at once: nothing stays open, no timer stays. The cursor is kept for a later start. */
  stop(): void;
  /** The network or the person is back: try now, unless the server itself asked for the wait. */
  wake(): void;
  /** The person wants the stream here after it was over. */
  again(): void;
}

/** Who is told what the stream says. Called in order; the cursor moves after the call. */
export interface StreamListener {
  /** The stream stands. Not resumed: what happened before is unknown, fetch it. */
  readonly ready: (resumed: boolean) => void;
  /** The cursor could not be served: what happened in between is unknown, fetch it. */
  readonly resync: () => void;
  readonly event: (type: string, data: string) => void;
  /** Nothing happened for a while; from here a page that was silent all the while can go on. */
  readonly idle?: (cursor: string) => void;
}
