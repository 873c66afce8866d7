/**
 * Runs `work` while no other tab of this browser does. Browsers offer locks on https and localhost; elsewhere tabs are
 * left to chance, and the worst is a sign-in.
 */
export async function aloneAmongTabs<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks === undefined ? work() : locks.request('baton-renewal', work);
}

/** Tells the other tabs of this browser that the person signed out. */
export class SignOutBroadcast {
  private readonly channel = new BroadcastChannel('baton-sign-out');

  tell(): void {
    this.channel.postMessage(null);
  }

  onHeard(listener: () => void): void {
    this.channel.addEventListener('message', listener);
  }
}
