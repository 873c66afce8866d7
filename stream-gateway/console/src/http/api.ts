import type { AccessTokens } from '../auth/accessTokens';
import type { ServerClock } from '../time/serverClock';
import { Problem } from './problem';
import type { Page } from './wire';

export interface Call {
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

const maxPages = 20;

/** REST calls under `/api/v1` with the page's token. A refusal is thrown as {@link Problem}. */
export class Api {
  private readonly tokens: AccessTokens;
  private readonly clock: ServerClock;

  constructor(tokens: AccessTokens, clock: ServerClock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call<T>('GET', path, signal === undefined ? {} : { signal });
  }

  post<T>(path: string, call: Call = {}): Promise<T> {
    return this.call<T>('POST', path, call);
  }

  /** All items of a paged list, and whether the list ended: after `maxPages` the rest is left out. */
  async getAll<T>(
    path: string,
    signal: AbortSignal,
    filter: Readonly<Record<string, string>> = {},
  ): Promise<{ items: T[]; complete: boolean }> {
    const items: T[] = [];
    const query = new URLSearchParams(filter);
    for (let page = 0; page < maxPages; page++) {
      const answer: Page<T> = await this.get<Page<T>>(query.size === 0 ? path : `${path}?${query}`, signal);
      items.push(...answer.items);
      // Also an answer without the member is the last page.
      const cursor = (answer as Partial<Page<T>>).next_cursor ?? null;
      if (cursor === null) {
        return { items, complete: true };
      }
      query.set('cursor', cursor);
    }
    return { items, complete: false };
  }

  private async call<T>(method: string, path: string, call: Call): Promise<T> {
    const token = await this.tokens.fresh(5_000);
    let response = await this.send(method, path, call, token);
    if (response.status === 401) {
      response = await this.send(method, path, call, await this.tokens.renew(token));
    }
    if (!response.ok) {
      throw await Problem.of(response);
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  private async send(method: string, path: string, call: Call, token: string): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json', Authorization: `Bearer ${token}` });
    if (call.body !== undefined) {
      headers.set('Content-Type', 'application/json');
    }
    if (call.idempotencyKey !== undefined) {
      headers.set('Idempotency-Key', call.idempotencyKey);
    }
    const sentMs = Date.now();
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      body: call.body === undefined ? null : JSON.stringify(call.body),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
    this.clock.observe(response.headers.get('Date'), sentMs, Date.now());
    return response;
  }
}
