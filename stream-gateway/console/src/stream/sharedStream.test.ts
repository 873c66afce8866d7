import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedStream } from './sharedStream';
import { StreamClient } from './streamClient';
import { TestLocks } from './testLocks';
import { TestStreamServer } from './testStream';

describe('a stream shared by the tabs of a browser', () => {
  let locks: TestLocks;
  let tabs: Tab[];

  /** One tab with its own way to the server, so that a test sees which tab connects. */
  class Tab {
    readonly server = new TestStreamServer();
    readonly heard: string[] = [];
    readonly stream = new SharedStream(
      'baton-stream/sam',
      locks,
      Date.now,
      {
        ready: (resumed) => this.heard.push(resumed ? 'resumed' : 'ready'),
        resync: () => this.heard.push('resync'),
        event: (type) => this.heard.push(type),
      },
      (told) =>
        new StreamClient(
          {
            fetch: this.server.fetch,
            freshToken: () => Promise.resolve('token'),
            renewToken: () => Promise.resolve('token'),
            random: () => 1,
            nowMs: Date.now,
          },
          told,
        ),
    );

    get phase(): string {
      return this.stream.status.current().phase;
    }

    says(type: string, id: string): void {
      this.server.says(`event: ${type}\nid: ${id}\ndata: {}\n\n`);
    }
  }

  function open(): Tab {
    const tab = new Tab();
    tabs.push(tab);
    tab.stream.start();
    return tab;
  }

  const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

  async function live(tab: Tab, options: Parameters<TestStreamServer['ready']>[0] = {}): Promise<void> {
    await eventually(() => expect(tab.server.requests.length).toBeGreaterThan(0));
    tab.server.ready(options);
    await eventually(() => expect(tab.phase).toBe('live'));
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    locks = new TestLocks();
    tabs = [];
  });

  afterEach(() => {
    tabs.forEach((tab) => tab.stream.stop());
    vi.useRealTimers();
  });

  it('is one connection, and every tab hears what it says', async () => {
    const first = open();
    await live(first);
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));

    first.says('handoff_created', 'c1');

    await eventually(() => expect(second.heard).toEqual(['ready', 'handoff_created']));
    expect(first.heard).toEqual(['ready', 'handoff_created']);
    expect(second.server.requests).toHaveLength(0);
  });

  it('is taken over by another tab from where it was, and nobody fetches anew', async () => {
    const first = open();
    await live(first, { id: 'c0' });
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));
    first.says('handoff_created', 'c1');
    first.says('handoff_claimed', 'c2');
    await eventually(() => expect(second.heard).toContain('handoff_claimed'));

    first.stream.stop();
    await eventually(() => expect(second.server.requests).toHaveLength(1));
    second.server.ready({ resumed: true, id: 'c1' });
    await eventually(() => expect(second.heard).toContain('resumed'));

    // One event behind is heard twice rather than never.
    expect(second.server.requests[0]?.lastEventId).toBe('c1');
    expect(second.heard).toEqual(['ready', 'handoff_created', 'handoff_claimed', 'resumed']);
  });

  it('is taken over from where it is when nothing happened for long', async () => {
    const first = open();
    await live(first, { id: 'c0' });
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));
    const told: unknown[] = [];
    const ear = new BroadcastChannel('baton-stream/sam');
    ear.onmessage = (message) => told.push(message.data);

    first.says('cursor', 'c7');
    await eventually(() => expect(told).toEqual([{ kind: 'idle', cursor: 'c7' }]));
    ear.close();
    first.stream.stop();

    await eventually(() => expect(second.server.requests[0]?.lastEventId).toBe('c7'));
    expect(second.heard).toEqual(['ready']);
  });

  it('stays away in every tab once it was evicted, whichever leads, until the person asks', async () => {
    const first = open();
    await live(first, { id: 'c0' });
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));
    first.server.says('retry: 600000\nevent: evicted\ndata: {}\n\n');
    first.server.breaks();
    await eventually(() => expect(second.stream.status.current().over).toBe('evicted'));

    const third = open();
    await eventually(() => expect(third.stream.status.current().over).toBe('evicted'));
    first.stream.stop();
    second.stream.wake();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([first, second, third].map((tab) => tab.server.requests.length)).toEqual([1, 0, 0]);

    third.stream.again();
    await live(third, { resumed: true });
    expect(third.server.requests[0]?.lastEventId).toBe('c0');
    await eventually(() => expect(second.phase).toBe('live'));
    expect(second.server.requests).toHaveLength(0);
  });

  it('has all tabs fetch anew when something may have been missed', async () => {
    const first = open();
    await live(first);
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));

    first.says('resync', 'c9');

    await eventually(() => expect(second.heard).toEqual(['ready', 'resync']));
    expect(first.heard).toEqual(['ready', 'resync']);
  });

  it('has a tab that was away fetch anew, though another tab led all the while', async () => {
    const first = open();
    await live(first);
    const second = open();
    await eventually(() => expect(second.heard).toEqual(['ready']));

    second.stream.stop();
    first.says('handoff_created', 'c1');
    await eventually(() => expect(first.heard).toContain('handoff_created'));
    second.stream.start();

    await eventually(() => expect(second.phase).toBe('live'));
    expect(second.heard).toEqual(['ready', 'ready']);
  });

  it('tells all tabs that it is broken', async () => {
    const first = open();
    await live(first);
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));
    first.server.answersNext(() => new Promise<Response>(() => undefined));

    first.server.breaks();

    await eventually(() => expect(second.phase).toBe('reconnecting'));
  });

  it('is taken from a leader that does not answer', async () => {
    locks.request('baton-stream/sam', {}, () => new Promise<never>(() => undefined)).catch(() => undefined);

    const tab = open();
    await vi.advanceTimersByTimeAsync(2_900);
    expect(tab.server.requests).toHaveLength(0);
    await live(tab);

    expect(tab.heard).toEqual(['ready']);
  });

  it('leaves the tab that lost it with nothing open, and ready to lead again', async () => {
    const first = open();
    await live(first);
    const second = open();
    await eventually(() => expect(second.phase).toBe('live'));

    second.stream.again();
    await live(second, { resumed: true });
    expect(first.server.requests[0]?.aborted()).toBe(true);
    second.stream.stop();

    await eventually(() => expect(first.server.requests).toHaveLength(2));
  });

  it('does not hurry a leader that the server asked to wait', async () => {
    const first = open();
    await eventually(() => expect(first.server.requests).toHaveLength(1));
    first.server.says('retry: 55000\nevent: busy\ndata: {}\n\n');
    first.server.ends();
    const second = open();

    second.stream.wake();
    await vi.advanceTimersByTimeAsync(40_000);

    expect(first.server.requests).toHaveLength(1);
    expect(second.server.requests).toHaveLength(0);
  });
});
