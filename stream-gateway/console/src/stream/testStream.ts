/** A server of the stream for tests: answers each request when told, byte by byte if need be. Speaks the real protocol. */
export class TestStreamServer {
  readonly requests: { lastEventId: string | null; authorization: string | null; aborted: () => boolean }[] = [];
  private readonly encoder = new TextEncoder();
  private answers: (() => Response | Promise<Response>)[] = [];
  private body: ReadableStreamDefaultController<Uint8Array> | null = null;

  readonly fetch: typeof fetch = (_input, init) => {
    const headers = new Headers(init?.headers);
    const signal = init?.signal ?? new AbortController().signal;
    this.requests.push({
      lastEventId: headers.get('Last-Event-ID'),
      authorization: headers.get('Authorization'),
      aborted: () => signal.aborted,
    });
    const answer = this.answers.shift();
    return answer === undefined ? Promise.resolve(this.stream(signal)) : Promise.resolve(answer());
  };

  /** The next request is answered like this instead of with a stream. */
  answersNext(answer: () => Response | Promise<Response>): void {
    this.answers.push(answer);
  }

  says(text: string): void {
    this.saysBytes(this.encoder.encode(text));
  }

  saysBytes(bytes: Uint8Array): void {
    this.body?.enqueue(bytes);
  }

  ready({ resumed = false, heartbeatMs = 25_000, id = 'head', retryMs = 1_000 } = {}): void {
    const data = JSON.stringify({ resumed, replayed: 0, heartbeat_ms: heartbeatMs, max_age_ms: 900_000 });
    this.says(`retry: ${retryMs}\nevent: ready\nid: ${id}\ndata: ${data}\n\n`);
  }

  ends(): void {
    this.body?.close();
    this.body = null;
  }

  breaks(): void {
    this.body?.error(new TypeError('network error'));
    this.body = null;
  }

  private stream(signal: AbortSignal): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.body = controller;
        signal.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }
}
