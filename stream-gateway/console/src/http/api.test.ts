import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessTokens } from '../auth/accessTokens';
import { ServerClock } from '../time/serverClock';
import { Api } from './api';

interface Seen {
  readonly path: string;
  readonly headers: Headers;
}

const token = (n: number): string => `h.${btoa(JSON.stringify({ sub: 'sam', n })).replaceAll('=', '')}.s`;

describe('a REST call', () => {
  let seen: Seen[];
  let answers: (() => Response)[];
  let api: Api;

  beforeEach(() => {
    seen = [];
    answers = [];
    let issued = 0;
    const renew: typeof fetch = () =>
      Promise.resolve(Response.json({ access_token: token(++issued), token_type: 'Bearer', expires_in: 900 }));
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      seen.push({ path, headers: new Headers(init.headers) });
      return Promise.resolve((answers.shift() ?? (() => Response.json({})))());
    });
    vi.useFakeTimers();
    const tokens = new AccessTokens({
      fetch: renew,
      nowMs: Date.now,
      alone: (work) => work(),
      tellOtherTabs: () => undefined,
    });
    api = new Api(tokens, new ServerClock());
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const unauthenticated = (): Response => Response.json({ status: 401 }, { status: 401 });
  const page = (items: string[], next: string | null) => () => Response.json({ items, next_cursor: next });

  it('that meets a 401 is made once more with a renewed token', async () => {
    answers = [unauthenticated, () => Response.json({ name: 'Sam' })];

    await expect(api.get('/me')).resolves.toEqual({ name: 'Sam' });

    expect(seen.map((call) => call.headers.get('Authorization'))).toEqual([
      `Bearer ${token(1)}`,
      `Bearer ${token(2)}`,
    ]);
  });

  it('that stays refused is not made a third time', async () => {
    answers = [unauthenticated, unauthenticated];

    await expect(api.get('/me')).rejects.toMatchObject({ status: 401 });

    expect(seen).toHaveLength(2);
  });

  it('carries its idempotency key again when it is repeated', async () => {
    answers = [unauthenticated];

    await api.post('/ai-sessions', { body: { domain: 'mail' }, idempotencyKey: 'k1' });

    expect(seen.map((call) => call.headers.get('Idempotency-Key'))).toEqual(['k1', 'k1']);
  });

  it('follows a list to its end', async () => {
    answers = [page(['a'], 'next+1'), page(['b'], null)];

    const all = await api.getAll('/deliveries', new AbortController().signal, { handoff_id: 'h1' });

    expect(all).toEqual({ items: ['a', 'b'], complete: true });
    expect(seen.map((call) => call.path)).toEqual([
      '/api/v1/deliveries?handoff_id=h1',
      '/api/v1/deliveries?handoff_id=h1&cursor=next%2B1',
    ]);
  });

  it('says that a list without end was cut', async () => {
    answers = Array.from({ length: 50 }, (_, n) => page([String(n)], 'more'));

    const all = await api.getAll('/members', new AbortController().signal);

    expect(all.complete).toBe(false);
    expect(all.items).toHaveLength(20);
  });

  it('answers nothing to 204', async () => {
    answers = [() => new Response(null, { status: 204 })];

    await expect(api.post('/notices/n1/read')).resolves.toBeUndefined();
  });
});
