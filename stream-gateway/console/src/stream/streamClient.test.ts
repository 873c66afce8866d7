import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamClient } from './streamClient';
import { TestStreamServer } from './testStream';

describe('the stream client', () => {
  let server: TestStreamServer;
  let client: StreamClient;
  let heard: string[];
  let token: string;
  let renewals: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    server = new TestStreamServer();
    heard = [];
    renewals = [];
    token = 'token-1';
    client = new StreamClient(
      {
        fetch: server.fetch,
        freshToken: () => Promise.resolve(token),
        renewToken: (stale) => {
          renewals.push(stale);
          token = `${stale}-renewed`;
          return Promise.resolve(token);
        },
        random: () => 1,
        nowMs: Date.now,
      },
      {
        ready: (resumed) => heard.push(resumed ? 'resumed' : 'ready'),
        resync: () => heard.push('resync'),
        event: (type, data) => heard.push(`${type} ${data}`),
      },
    );
    client.start();
  });

  afterEach(() => {
    client.stop();
    vi.useRealTimers();
  });

  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const phase = (): string => client.status.current().phase;

  async function live(options: Parameters<TestStreamServer['ready']>[0] = {}): Promise<void> {
    await settle();
    server.ready(options);
    await settle();
  }

  it('sends the token in the header and is live after ready only', async () => {
    await settle();
    expect(server.requests[0]).toMatchObject({ authorization: 'Bearer token-1', lastEventId: null });
    expect(phase()).toBe('reconnecting');

    server.ready();
    await settle();

    expect(phase()).toBe('live');
    expect(heard).toEqual(['ready']);
  });

  it('puts together frames and characters that are split anywhere', async () => {
    await live();
    const frame = new TextEncoder().encode('event: handoff_created\nid: c1\ndata: {"by":"Zoë 🙂"}\n\n');

    for (const byte of frame) {
      server.saysBytes(Uint8Array.of(byte));
      await settle();
    }

    expect(heard).toEqual(['ready', 'handoff_created {"by":"Zoë 🙂"}']);
  });

  it('takes heartbeat comments for life, not for events', async () => {
    await live({ heartbeatMs: 10_000 });

    for (let beat = 0; beat < 10; beat++) {
      await pass(10_000);
      server.says(':\n');
      await settle();
    }

    expect(heard).toEqual(['ready']);
    expect(server.requests).toHaveLength(1);
    expect(phase()).toBe('live');
  });

  it('leaves a connection that is silent for two and a half heartbeats', async () => {
    await live({ heartbeatMs: 10_000, id: 'c7' });

    await pass(24_999);
    expect(server.requests[0]?.aborted()).toBe(false);
    await pass(1_002);

    expect(server.requests[0]?.aborted()).toBe(true);
    expect(server.requests[1]?.lastEventId).toBe('c7');
  });

  it('gives up on a connection that never becomes ready', async () => {
    await settle();

    await pass(16_000);

    expect(server.requests[0]?.aborted()).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['a clean end', () => server.ends()],
    ['a break', () => server.breaks()],
  ])('resumes from the last id after %s', async (_name, cut) => {
    await live();
    server.says('event: handoff_claimed\nid: c2\ndata: {}\n\nevent: cursor\nid: c3\ndata: {}\n\n');
    await settle();

    cut();
    await settle();
    expect(phase()).toBe('reconnecting');
    await pass(1_000);
    server.ready({ resumed: true, id: 'c3' });
    await settle();

    expect(server.requests[1]?.lastEventId).toBe('c3');
    expect(heard).toEqual(['ready', 'handoff_claimed {}', 'resumed']);
    expect(phase()).toBe('live');
  });

  it('does not move the cursor with a frame that was cut off', async () => {
    await live({ id: 'c1' });
    server.says('event: handoff_created\nid: c2\ndata: {"half":');
    await settle();

    server.breaks();
    await pass(1_000);

    expect(server.requests[1]?.lastEventId).toBe('c1');
    expect(heard).toEqual(['ready']);
  });

  it('waits 1 s doubling to 30 s, and starts over after ready', async () => {
    await live();
    const down = (): Response => new Response(null, { status: 503 });
    Array.from({ length: 7 }).forEach(() => server.answersNext(down));

    server.breaks();
    await settle();
    for (const [attempt, waitMs] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      await pass(waitMs - 1);
      expect(server.requests).toHaveLength(attempt + 1);
      await pass(1);
      expect(server.requests).toHaveLength(attempt + 2);
    }
    await pass(30_000);
    server.ready({ resumed: true });
    await settle();
    const attempts = server.requests.length;
    server.breaks();
    await pass(1_000);

    expect(server.requests).toHaveLength(attempts + 1);
  });

  it('starts from the retry that the server gave with ready', async () => {
    await live({ retryMs: 4_000 });

    server.breaks();
    await pass(3_999);
    expect(server.requests).toHaveLength(1);
    await pass(1);

    expect(server.requests).toHaveLength(2);
  });

  it('comes back from a drain exactly when it was asked to', async () => {
    await live();

    server.says('retry: 2345\nevent: drain\ndata: {}\n\n');
    await settle();
    server.says('event: handoff_created\nid: c9\ndata: {}\n\n');
    await settle();
    server.breaks();
    await pass(2_344);
    expect(server.requests).toHaveLength(1);
    await pass(1);

    expect(server.requests[1]?.lastEventId).toBe('c9');
    expect(heard).toContain('handoff_created {}');
  });

  it('waits as long as a busy server asks, beyond its own 30 s, also when the person comes back', async () => {
    await settle();

    server.says('retry: 55000\nevent: busy\ndata: {}\n\n');
    await settle();
    server.ends();
    await settle();
    client.wake();
    await pass(54_999);
    expect(server.requests).toHaveLength(1);
    await pass(1);

    expect(server.requests).toHaveLength(2);
  });

  it('tries at once when the network is back', async () => {
    await live();
    server.breaks();
    await settle();

    client.wake();
    await settle();

    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['evicted', ''],
    ['evicted and then told of a drain', 'retry: 200\nevent: drain\ndata: {}\n\n'],
  ])('does not come back after it was %s, until the person asks', async (_name, after) => {
    await live();

    server.says(`retry: 3600000\nevent: evicted\ndata: {}\n\n${after}`);
    await settle();
    server.ends();
    await pass(7_200_000);
    expect(server.requests).toHaveLength(1);
    expect(client.status.current()).toMatchObject({ phase: 'offline', over: 'evicted' });

    client.start();
    await live({ resumed: true });

    expect(phase()).toBe('live');
  });

  it('changes over to a new token without a visible break', async () => {
    await live({ id: 'c4' });
    await pass(20_000);
    token = 'token-2';

    server.says('event: token_expiring\ndata: {}\n\n');
    await settle();

    expect(server.requests[0]?.aborted()).toBe(true);
    expect(server.requests[1]).toMatchObject({ authorization: 'Bearer token-2', lastEventId: 'c4' });
    expect(phase()).toBe('live');
  });

  it('does not spin when every token is said to expire at once', async () => {
    await live();

    server.says('event: token_expiring\ndata: {}\n\n');
    await settle();

    expect(server.requests).toHaveLength(1);
    await pass(1_000);
    expect(server.requests).toHaveLength(2);
  });

  it('renews a token that is refused', async () => {
    await live();
    server.answersNext(() => new Response(null, { status: 401 }));
    server.breaks();
    await pass(1_000);
    expect(renewals).toEqual(['token-1']);

    await pass(2_000);

    expect(server.requests[2]?.authorization).toBe('Bearer token-1-renewed');
  });

  it('stays away from a stream that the person may not see', async () => {
    await live();
    server.answersNext(() => new Response(null, { status: 403 }));

    server.breaks();
    await pass(600_000);

    expect(server.requests).toHaveLength(2);
    expect(client.status.current()).toMatchObject({ phase: 'offline', over: 'refused' });
  });

  it('passes on that something was missed, and goes on from the new head', async () => {
    await live();
    server.says('event: resync\nid: c100\ndata: {"reason":"too_old"}\n\n');
    await settle();

    server.breaks();
    await pass(1_000);

    expect(heard).toEqual(['ready', 'resync']);
    expect(server.requests[1]?.lastEventId).toBe('c100');
  });

  it('is offline since the break after half a minute without a stream', async () => {
    await live();
    server.answersNext(() => new Promise<Response>(() => undefined));
    const brokeAtMs = Date.now();

    server.breaks();
    await pass(30_000);

    expect(client.status.current()).toMatchObject({ phase: 'offline', sinceMs: brokeAtMs });
  });

  it('aborts the request when the page is left, and stays away', async () => {
    await live();

    client.stop();
    await pass(600_000);

    expect(server.requests[0]?.aborted()).toBe(true);
    expect(server.requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('continues from its cursor when the page comes back', async () => {
    await live({ id: 'c5' });
    client.stop();

    client.start();
    await settle();

    expect(server.requests[1]?.lastEventId).toBe('c5');
  });
});
