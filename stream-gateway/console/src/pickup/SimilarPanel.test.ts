import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { SignedInContext, type SignedIn } from '../app/signedIn';
import type { SimilarEscalation } from '../http/advice';
import type { Role } from '../http/wire';
import { SimilarPanel } from './SimilarPanel';

const similar: SimilarEscalation = {
  id: 's0',
  problem_summary: 'Outlook <b>disconnected</b>',
  domain: 'mail',
  fixed_by: 'Signed out of Office & in again',
  resolution: 'An old token was offered.',
  resolved_at: '2026-01-05T10:00:00.000Z',
};

function panel(items: readonly SimilarEscalation[] | undefined, role: Role = 'engineer'): string {
  const queries = new QueryClient();
  if (items !== undefined) {
    queries.setQueryData(['similar', 's1'], { items, next_cursor: null });
  }
  const me = { id: 'sam', name: 'Sam', account_id: 'a1', account_name: 'Acme', email: 'sam@acme.example', role };
  const shown: ReactElement = createElement(SimilarPanel, { sessionId: 's1' });
  const routed = createElement(MemoryRouter, null, shown);
  const signedIn = createElement(SignedInContext, { value: { me } as unknown as SignedIn }, routed);
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: queries }, signedIn));
}

describe('similar escalations', () => {
  it('say what fixed them and lead to the context, which any colleague may read', () => {
    const markup = panel([similar]);

    expect(markup).toContain('Signed out of Office &amp; in again');
    expect(markup).toContain('href="/pilot/s0?pickup=true"');
  });

  it('show what people wrote as text', () => {
    expect(panel([similar])).toContain('Outlook &lt;b&gt;disconnected&lt;/b&gt;');
  });

  it('ask each person who works whether it was useful, by a name that tells one from the other', () => {
    expect(panel([similar])).toContain('aria-label="Was this useful? Outlook &lt;b&gt;disconnected&lt;/b&gt;"');
    expect(panel([similar], 'viewer')).not.toContain('Was this useful?');
  });

  it('are told apart: loading, and none', () => {
    expect(panel(undefined)).toContain('Loading…');
    expect(panel([])).toContain('Nothing like it was resolved before.');
  });
});
