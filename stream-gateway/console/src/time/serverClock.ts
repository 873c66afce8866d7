/**
 * The server's time as seen from this machine, whose own clock may be minutes off: ages such as "2 min ago" compare the
 * server's timestamps with the server's clock.
 *
 * `Date` says whole seconds, so one answer places the offset in an interval of a second plus the round trip; the
 * intersection over answers narrows it. An interval that does not meet the known one means that a clock was set: start over.
 */
export class ServerClock {
  private earliest = Number.NEGATIVE_INFINITY;
  private latest = Number.POSITIVE_INFINITY;
  private readonly local: () => number;

  constructor(local: () => number = Date.now) {
    this.local = local;
  }

  /** Learns from the `Date` header of an answer whose request left at `sentMs` and which came at `receivedMs`. */
  observe(dateHeader: string | null, sentMs: number, receivedMs: number): void {
    const serverMs = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
    if (Number.isNaN(serverMs)) {
      return;
    }
    const earliest = serverMs - receivedMs;
    const latest = serverMs + 999 - sentMs;
    const disjoint = earliest > this.latest || latest < this.earliest;
    this.earliest = disjoint ? earliest : Math.max(earliest, this.earliest);
    this.latest = disjoint ? latest : Math.min(latest, this.latest);
  }

  /** Milliseconds since the epoch on the server. */
  now(): number {
    return this.local() + this.offset();
  }

  /** Zero while the local clock may be right: then a page beside its server shows no invented drift. */
  private offset(): number {
    if (this.earliest <= 0 && this.latest >= 0) {
      return 0;
    }
    return Math.round((this.earliest + this.latest) / 2);
  }
}
