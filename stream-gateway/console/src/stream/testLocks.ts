import type { Locks } from './sharedStream';

interface Request {
  readonly run: () => void;
  readonly reject: (why: unknown) => void;
}

/** Web Locks for tests, one lock: first come first served, `steal` rejects the holder, an abort leaves the queue. */
export class TestLocks {
  private holder: Request | null = null;
  private queue: Request[] = [];

  readonly request = ((_name: string, options: LockOptions, work: () => Promise<unknown>) =>
    new Promise<unknown>((resolve, reject) => {
      const mine: Request = {
        reject,
        run: () => {
          this.holder = mine;
          void work().then((result) => {
            resolve(result);
            this.free(mine);
          });
        },
      };
      if (options.steal === true) {
        this.holder?.reject(new DOMException('stolen', 'AbortError'));
        mine.run();
        return;
      }
      options.signal?.addEventListener('abort', () => {
        this.queue = this.queue.filter((other) => other !== mine);
        reject(new DOMException('aborted', 'AbortError'));
      });
      this.queue.push(mine);
      this.next();
    })) as Locks['request'];

  private free(request: Request): void {
    if (this.holder === request) {
      this.holder = null;
      this.next();
    }
  }

  private next(): void {
    if (this.holder === null) {
      this.queue.shift()?.run();
    }
  }
}
