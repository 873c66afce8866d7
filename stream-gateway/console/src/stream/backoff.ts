const firstMs = 1_000;
const ceilingMs = 30_000;

/**
 * How long to wait before the next attempt: 1 s doubling to 30 s, of which a random part between half and all is waited,
 * so that clients which lost the same server do not return in one wave. A server's `retry:` replaces the first second.
 */
export class Backoff {
  private readonly random: () => number;
  private failures = 0;
  private baseMs = firstMs;

  constructor(random: () => number) {
    this.random = random;
  }

  serverAsks(retryMs: number): void {
    this.baseMs = retryMs;
  }

  reset(): void {
    this.failures = 0;
  }

  nextMs(): number {
    const limitMs = Math.min(this.baseMs * 2 ** this.failures, Math.max(ceilingMs, this.baseMs));
    this.failures++;
    return limitMs * (0.5 + this.random() / 2);
  }
}
