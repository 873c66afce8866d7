import { createParser } from 'eventsource-parser';

/** One frame of the stream. `id` is the cursor after it, opaque to us; null where the frame carries none. */
export interface Frame {
  readonly type: string;
  readonly id: string | null;
  readonly data: string;
}

export interface FrameSink {
  readonly frame: (frame: Frame) => void;
  readonly retry: (retryMs: number) => void;
}

/** Cuts a connection on which nothing came for too long: a dead peer looks exactly like a quiet account. */
export class Watchdog {
  private readonly cut: () => void;
  private silenceMs: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(silenceMs: number, cut: () => void) {
    this.silenceMs = silenceMs;
    this.cut = cut;
    this.fed();
  }

  allow(silenceMs: number): void {
    this.silenceMs = silenceMs;
    this.fed();
  }

  fed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.cut, this.silenceMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/**
 * Reads frames until the server ends the body; rejects when the connection breaks. Any bytes feed the watchdog, comments
 * (the heartbeat `:`) included. Frames and even characters may be split anywhere between chunks.
 */
export async function readFrames(
  body: ReadableStream<Uint8Array>,
  watchdog: Watchdog,
  sink: FrameSink,
): Promise<void> {
  const parser = createParser({
    onEvent: (event) => sink.frame({ type: event.event ?? 'message', id: event.id ?? null, data: event.data }),
    onRetry: (retryMs) => sink.retry(retryMs),
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const chunk = await reader.read();
    if (chunk.done) {
      return;
    }
    watchdog.fed();
    parser.feed(decoder.decode(chunk.value, { stream: true }));
  }
}
