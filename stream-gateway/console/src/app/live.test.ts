import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessTokens } from '../auth/accessTokens';
import { TestStreamServer } from '../stream/testStream';
import { Live } from './live';

const handoff = {
  handoff_id: 'h1',
  session_id: 's1',
  problem_summary: 'Outlook is failing to sync email',
  domain: 'mail',
  priority: 'high',
  reason: 'Out of ideas',
  step_count: 5,
  psa_ticket_id: null,
  handed_off_by: { id: 'junior', name: 'Jamie' },
  target: null,
  created_at: '2026-01-05T10:00:00.000Z',
  version: 1,
};

describe('what happens live', () => {
  let server: TestStreamServer;
  let queries: QueryClient;
  let live: Live;
  let made: string[];

  beforeEach(() => {
    server = new TestStreamServer();
    vi.stubGlobal('fetch', server.fetch);
    queries = new QueryClient();
    made = [];
    vi.spyOn(queries, 'invalidateQueries').mockImplementation((filters) => {
      made.push(filters?.queryKey?.join('/') ?? 'everything');
      return Promise.resolve();
    });
    live = new Live('me', signedInTokens(), queries);
    live.stream.start();
  });

  afterEach(() => {
    live.stream.stop();
    vi.unstubAllGlobals();
  });

  const event = (type: string, more: object = {}): void =>
    server.says(`event: ${type}\nid: c1\ndata: ${JSON.stringify({ type, data: { ...handoff, ...more } })}\n\n`);

  async function ready(resumed: boolean): Promise<void> {
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    server.ready({ resumed });
    await vi.waitFor(() => expect(live.stream.status.current().phase).toBe('live'));
  }

  it('fetches everything once a fresh stream is ready', async () => {
    await ready(false);

    expect(made).toEqual(['everything']);
  });

  it('fetches nothing after a resume: what was missed is replayed', async () => {
    await ready(true);

    expect(made).toEqual([]);
  });

  it('puts an escalation into the queue', async () => {
    await ready(true);

    event('handoff_created');

    await vi.waitFor(() => expect([...live.queue.current().entries.keys()]).toEqual(['h1']));
  });

  it('has the context fetched again when its assessment is ready', async () => {
    await ready(true);

    event('handoff_assessment_ready', { has_assessment: true, version: 2 });

    await vi.waitFor(() => expect(made).toEqual(['handoffs/s1']));
  });

  it('has the handoff fetched again when its read-back is corrected', async () => {
    await ready(true);

    event('handoff_read_back_corrected', { version: 4, read_back_correction: 'Only two of finance' });

    await vi.waitFor(() => expect(made).toEqual(['handoffs/s1']));
  });

  it('has all that a claim changes fetched again', async () => {
    await ready(true);

    event('handoff_claimed', { claimed_by: { id: 'sam', name: 'Sam' }, claimed_at: '2026-01-05T10:02:00.000Z' });

    await vi.waitFor(() =>
      expect(made).toEqual(['handoffs/s1', 'session/s1', 'sessions', 'deliveries/h1', 'metric']),
    );
  });

  it('goes on after an event it cannot read', async () => {
    await ready(true);

    server.says('event: handoff_created\nid: c1\ndata: garbage\n\n');
    event('handoff_created');

    await vi.waitFor(() => expect(live.queue.current().arrivals).toBe(1));
    expect(server.requests).toHaveLength(1);
  });
});

function signedInTokens(): AccessTokens {
  const access = `h.${btoa(JSON.stringify({ sub: 'me' })).replaceAll('=', '')}.s`;
  return new AccessTokens({
    fetch: () => Promise.resolve(Response.json({ access_token: access, token_type: 'Bearer', expires_in: 900 })),
    nowMs: Date.now,
    alone: (work) => work(),
    tellOtherTabs: () => undefined,
  });
}
