import type { Id } from '../http/wire';

const key = 'rf-escalation-seen';
const most = 200;

/**
 * Which escalations this browser has opened or picked up. The newest 200 are remembered: an id that fell out shows its dot
 * again, which is the harmless error. Storage that is full, forbidden or garbled means nothing is remembered.
 */
export class Seen {
  private readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  private readonly listeners = new Set<() => void>();
  private ids: ReadonlySet<Id>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.storage = storage;
    this.ids = this.read();
  }

  readonly current = (): ReadonlySet<Id> => this.ids;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  mark(id: Id): void {
    if (!this.ids.has(id)) {
      // Read again: another tab may have marked others since.
      this.become(new Set([...this.read(), id].slice(-most)));
      try {
        this.storage.setItem(key, JSON.stringify([...this.ids]));
      } catch {
        // Remembered until the page is closed.
      }
    }
  }

  /** Another tab wrote. */
  readonly reload = (): void => this.become(this.read());

  private become(ids: ReadonlySet<Id>): void {
    this.ids = ids;
    this.listeners.forEach((listener) => listener());
  }

  private read(): ReadonlySet<Id> {
    try {
      const stored: unknown = JSON.parse(this.storage.getItem(key) ?? '[]');
      const ids = Array.isArray(stored) ? stored.filter((id): id is Id => typeof id === 'string') : [];
      return new Set(ids.slice(-most));
    } catch {
      return new Set();
    }
  }
}
