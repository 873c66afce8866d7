import { createContext, use } from 'react';
import type { Api } from '../http/api';
import { isEngineerOrHigher, type Me } from '../http/wire';
import type { Seen } from '../queue/seen';
import type { ServerClock } from '../time/serverClock';
import type { Live } from './live';

/** What every page of a signed-in person has at hand. */
export interface SignedIn {
  readonly me: Me;
  readonly api: Api;
  readonly live: Live;
  readonly seen: Seen;
  readonly clock: ServerClock;
  readonly signOut: () => void;
}

export const SignedInContext = createContext<SignedIn | null>(null);

export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext);
  if (signedIn === null) {
    throw new Error('used outside of the signed-in part of the page');
  }
  return signedIn;
}

/** Whether the person may see the queue, work in sessions and claim. The server decides; this only spares a refusal. */
export function useMayWork(): boolean {
  return isEngineerOrHigher(useSignedIn().me.role);
}
