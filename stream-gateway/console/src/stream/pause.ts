/** A wait that can be cut short: by leaving (it then ends, too) or by {@link Pause.wake}. */
export class Pause {
  private end: (() => void) | null = null;

  wait(delayMs: number, leave: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end?.(), delayMs);
      const onLeave = (): void => this.end?.();
      this.end = () => {
        clearTimeout(timer);
        leave.removeEventListener('abort', onLeave);
        this.end = null;
        resolve();
      };
      leave.addEventListener('abort', onLeave);
      if (leave.aborted) {
        this.end();
      }
    });
  }

  wake(): void {
    this.end?.();
  }
}
