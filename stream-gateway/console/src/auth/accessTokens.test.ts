import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../http/problem';
import { AccessTokens } from './accessTokens';

/** The token routes of the server: every refresh rotates, as the cookie does. */
class AuthServer {
  readonly calls: string[] = [];
  user: string | null = null;
  down = false;
  private issued = 0;

  readonly fetch: typeof fetch = (input) => {
    const route = (input as string).replace('/api/v1/auth/', '');
    this.calls.push(route);
    if (this.down) {
      return Promise.reject(new TypeError('network error'));
    }
    if (route === 'sign-out') {
      this.user = null;
      return Promise.resolve(new Response(null, { status: 204 }));
    }
    return Promise.resolve(this.user === null ? refused(route) : this.token(this.user));
  };

  private token(sub: string): Response {
    const payload = btoa(JSON.stringify({ sub, n: ++this.issued })).replaceAll('=', '');
    return Response.json({ access_token: `h.${payload}.s`, token_type: 'Bearer', expires_in: 900 });
  }
}

function refused(route: string): Response {
  const type = `urn:baton:problem:${route === 'token' ? 'invalid-credentials' : 'invalid-refresh-token'}`;
  return Response.json({ type, status: 401, detail: 'No.' }, { status: 401 });
}

describe('access tokens', () => {
  let server: AuthServer;
  let tokens: AccessTokens;
  let toldOtherTabs: number;

  beforeEach(() => {
    vi.useFakeTimers();
    server = new AuthServer();
    toldOtherTabs = 0;
    tokens = new AccessTokens({
      fetch: server.fetch,
      nowMs: Date.now,
      alone: (work) => work(),
      tellOtherTabs: () => toldOtherTabs++,
    });
  });

  afterEach(() => vi.useRealTimers());

  it('sign a page in by its cookie when it is loaded', async () => {
    server.user = 'sam';

    await tokens.start();

    expect(tokens.state()).toEqual({ kind: 'signed-in', userId: 'sam' });
  });

  it('ask for a sign-in when there is no cookie', async () => {
    await tokens.start();

    expect(tokens.state()).toEqual({ kind: 'signed-out', expired: false });
  });

  it('do not take an unreachable server for a sign-out, and try again', async () => {
    server.user = 'sam';
    server.down = true;
    await tokens.start();
    expect(tokens.state()).toEqual({ kind: 'unreachable' });

    server.down = false;
    await vi.advanceTimersByTimeAsync(5_000);

    expect(tokens.state()).toEqual({ kind: 'signed-in', userId: 'sam' });
  });

  it('tell the refusal of a wrong password', async () => {
    await expect(tokens.signIn('sam@acme.example', 'wrong')).rejects.toMatchObject({ slug: 'invalid-credentials' });
  });

  it('share one renewal among all who need it', async () => {
    server.user = 'sam';

    const [first, second] = await Promise.all([tokens.fresh(5_000), tokens.fresh(5_000)]);

    expect(first).toBe(second);
    expect(server.calls).toEqual(['refresh']);
  });

  it('renew once for several 401s of the same token', async () => {
    server.user = 'sam';
    const stale = await tokens.fresh(5_000);

    const renewed = await tokens.renew(stale);

    expect(await tokens.renew(stale)).toBe(renewed);
    expect(server.calls).toHaveLength(2);
  });

  it('renew silently before they expire', async () => {
    server.user = 'sam';
    const first = await tokens.fresh(5_000);

    await vi.advanceTimersByTimeAsync(811_000);

    expect(server.calls).toHaveLength(2);
    expect(await tokens.fresh(5_000)).not.toBe(first);
    expect(server.calls).toHaveLength(2);
  });

  it('keep trying through an outage that outlasts the token', async () => {
    server.user = 'sam';
    await tokens.start();
    server.down = true;
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(tokens.state().kind).toBe('signed-in');

    server.down = false;
    await vi.advanceTimersByTimeAsync(5_000);

    await expect(tokens.fresh(5_000)).resolves.toBeTypeOf('string');
  });

  it('say that the session ended when the cookie no longer renews', async () => {
    server.user = 'sam';
    const stale = await tokens.fresh(5_000);
    server.user = null;

    await expect(tokens.renew(stale)).rejects.toBeInstanceOf(Problem);

    expect(tokens.state()).toEqual({ kind: 'signed-out', expired: true });
  });

  it('are gone after a sign-out, in the other tabs, too, and stay gone', async () => {
    server.user = 'sam';
    await tokens.start();

    await tokens.signOut();
    await vi.advanceTimersByTimeAsync(2_000_000);

    expect(tokens.state()).toEqual({ kind: 'signed-out', expired: false });
    expect(toldOtherTabs).toBe(1);
    expect(server.calls).toEqual(['refresh', 'sign-out']);
  });

  it('ignore a renewal that a sign-out overtook', async () => {
    server.user = 'sam';
    await tokens.start();
    const renewal = tokens.renew(await tokens.fresh(0));

    tokens.signedOutElsewhere();

    await expect(renewal).rejects.toBeInstanceOf(Problem);
    expect(tokens.state().kind).toBe('signed-out');
  });

  it('notice that another person signed in with this browser', async () => {
    server.user = 'sam';
    const stale = await tokens.fresh(5_000);
    server.user = 'noor';

    await tokens.renew(stale);

    expect(tokens.state()).toEqual({ kind: 'signed-in', userId: 'noor' });
  });
});
