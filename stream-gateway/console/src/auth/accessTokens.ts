import { Problem } from '../http/problem';

/** Whether a person is signed in, as far as this page knows. */
export type AuthState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out'; readonly expired: boolean }
  | { readonly kind: 'signed-in'; readonly userId: string };

interface Token {
  readonly value: string;
  readonly expiresAtMs: number;
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
}

/** What the tokens need from the page around them; tests bring their own. */
export interface AuthSurroundings {
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
  /** Runs `work` while no other tab of this browser renews. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly tellOtherTabs: () => void;
}

const renewBeforeExpiryMs = 90_000;
const retryMs = 5_000;

/**
 * The access token of this page: in memory only, never in storage (a script from elsewhere finds nothing to take).
 * It is renewed by the HttpOnly refresh cookie before it expires, after a 401, and when the page is loaded anew.
 *
 * The cookie rotates and its reuse ends the whole family (acceptance W5), so renewals of one page share one request and
 * those of several tabs take turns: the next tab then sends the cookie that the one before received.
 */
export class AccessTokens {
  private readonly around: AuthSurroundings;
  private readonly listeners = new Set<() => void>();
  private known: AuthState = { kind: 'starting' };
  private token: Token | null = null;
  private renewal: Promise<string> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts sign-ins and sign-outs: an answer to a renewal that was asked before one of them no longer counts. */
  private turns = 0;

  constructor(around: AuthSurroundings) {
    this.around = around;
  }

  readonly state = (): AuthState => this.known;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Finds out whether the cookie still signs this browser in. */
  async start(): Promise<void> {
    try {
      await this.renew(null);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) {
        this.become({ kind: 'unreachable' });
        this.schedule(retryMs, () => this.start());
      }
    }
  }

  /** Throws the server's Problem, 401 `invalid-credentials` for a wrong email or password. */
  async signIn(email: string, password: string): Promise<void> {
    const response = await this.post('token', { email, password });
    if (!response.ok) {
      throw await Problem.of(response);
    }
    const answer = (await response.json()) as TokenAnswer;
    this.turns++;
    this.accept(answer);
  }

  async signOut(): Promise<void> {
    this.forget(false);
    this.around.tellOtherTabs();
    // The page is signed out even if this is lost; the cookie then lives on until it expires or is used again.
    await this.post('sign-out', undefined).catch(() => undefined);
  }

  /** Another tab signed out: the cookie is gone for this one, too. */
  signedOutElsewhere(): void {
    this.forget(false);
  }

  /** A token that is valid for at least `validForMs` more. */
  async fresh(validForMs: number): Promise<string> {
    const token = this.token;
    if (token !== null && token.expiresAtMs - this.around.nowMs() > validForMs) {
      return token.value;
    }
    return this.renew(token?.value ?? null);
  }

  /** A token other than `stale`: the one that came meanwhile, or one asked for now. Rejects with the 401 once signed out. */
  renew(stale: string | null): Promise<string> {
    if (this.token !== null && this.token.value !== stale) {
      return Promise.resolve(this.token.value);
    }
    this.renewal ??= this.around
      .alone(() => this.askForToken())
      .finally(() => {
        this.renewal = null;
      });
    return this.renewal;
  }

  private async askForToken(): Promise<string> {
    const turn = this.turns;
    const response = await this.post('refresh', undefined);
    if (response.ok && turn === this.turns) {
      return this.accept((await response.json()) as TokenAnswer);
    }
    if (response.ok) {
      throw new Problem(401, { detail: 'Signed out meanwhile.' });
    }
    const problem = await Problem.of(response);
    if (response.status === 401 && turn === this.turns) {
      this.forget(this.known.kind === 'signed-in');
    }
    throw problem;
  }

  private post(route: string, body: unknown): Promise<Response> {
    return this.around.fetch(`/api/v1/auth/${route}`, {
      method: 'POST',
      credentials: 'same-origin',
      // A reload in the middle of a renewal must not lose the rotated cookie: the old one would end the family.
      keepalive: true,
      ...(body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  }

  private accept(answer: TokenAnswer): string {
    const lifetimeMs = answer.expires_in * 1_000;
    this.token = { value: answer.access_token, expiresAtMs: this.around.nowMs() + lifetimeMs };
    this.become({ kind: 'signed-in', userId: subjectOf(answer.access_token) });
    this.schedule(Math.max(lifetimeMs - renewBeforeExpiryMs, retryMs), () => this.renewInBackground());
    return answer.access_token;
  }

  private async renewInBackground(): Promise<void> {
    try {
      await this.renew(this.token?.value ?? null);
    } catch {
      if (this.known.kind === 'signed-in') {
        this.schedule(retryMs, () => this.renewInBackground());
      }
    }
  }

  private forget(expired: boolean): void {
    clearTimeout(this.timer);
    this.turns++;
    this.token = null;
    this.become({ kind: 'signed-out', expired });
  }

  private schedule(delayMs: number, work: () => Promise<void>): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void work(), delayMs);
  }

  private become(state: AuthState): void {
    const same =
      state.kind === this.known.kind && (state.kind !== 'signed-in' || state.userId === subjectIn(this.known));
    if (!same) {
      this.known = state;
      this.listeners.forEach((listener) => listener());
    }
  }
}

function subjectIn(state: AuthState): string | null {
  return state.kind === 'signed-in' ? state.userId : null;
}

/** The token's `sub`. Read, not verified: it only tells whose page this is, the server decides what may be done. */
function subjectOf(token: string): string {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (c) => c.charCodeAt(0)))) as {
    sub: string;
  };
  return claims.sub;
}
