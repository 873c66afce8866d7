import type { Api } from '../http/api';
import type { Card, Id, Instant, Person } from '../http/wire';
import type { LiveEvent } from '../stream/events';
import { applied, claimed, emptyQueue, fetched, left, settled, type Queue } from './queue';

/** The one store of the queue; every view of it reads this value, so that list, counter and title never disagree. */
export class LiveQueue {
  private readonly me: Id;
  private readonly nowMs: () => number;
  private readonly listeners = new Set<() => void>();
  private queue = emptyQueue;

  constructor(me: Id, nowMs: () => number) {
    this.me = me;
    this.nowMs = nowMs;
  }

  readonly current = (): Queue => this.queue;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  apply(event: LiveEvent): void {
    this.become(applied(this.queue, event, this.me, this.nowMs()));
  }

  async fetch(api: Api, signal: AbortSignal): Promise<void> {
    const knownBefore = new Set(this.queue.entries.keys());
    const answer = await api.getAll<Card>('/ai-sessions/escalation-queue', signal);
    this.become(fetched(this.queue, knownBefore, answer.items, answer.complete));
  }

  claimed(id: Id, by: Person, at: Instant): void {
    this.become(claimed(this.queue, id, { by, at, learnedAtMs: this.nowMs() }, this.me));
  }

  left(id: Id): void {
    this.become(left(this.queue, id));
  }

  settle(): void {
    this.become(settled(this.queue));
  }

  private become(queue: Queue): void {
    if (queue !== this.queue) {
      this.queue = queue;
      this.listeners.forEach((listener) => listener());
    }
  }
}
