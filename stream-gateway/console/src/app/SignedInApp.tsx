import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { AccessTokens } from '../auth/accessTokens';
import { Api } from '../http/api';
import { explain, Problem } from '../http/problem';
import type { Me } from '../http/wire';
import { Seen } from '../queue/seen';
import type { ServerClock } from '../time/serverClock';
import { Toasts } from '../ui/Toasts';
import { Notice } from '../ui/Notice';
import { Live } from './live';
import { SignedInContext } from './signedIn';

interface Props {
  readonly userId: string;
  readonly tokens: AccessTokens;
  readonly clock: ServerClock;
  readonly children: ReactNode;
}

/** Everything that belongs to one person. Mounted anew (by key) when another person signs in: nothing is left over. */
export function SignedInApp({ userId, tokens, clock, children }: Props) {
  const [queries] = useState(queryClient);
  const [api] = useState(() => new Api(tokens, clock));
  const [live] = useState(() => new Live(userId, tokens, queries));
  return (
    <QueryClientProvider client={queries}>
      <Toasts>
        <WithMe api={api} live={live} tokens={tokens} clock={clock}>
          {children}
        </WithMe>
      </Toasts>
    </QueryClientProvider>
  );
}

function WithMe({ api, live, tokens, clock, children }: Omit<Props, 'userId'> & { api: Api; live: Live }) {
  const me = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.get<Me>('/me', signal), staleTime: Infinity });
  const [seen] = useState(() => new Seen(localStorage));
  const signedIn = useMemo(
    () =>
      me.data === undefined
        ? null
        : { me: me.data, api, live, seen, clock, signOut: () => void tokens.signOut() },
    [me.data, api, live, seen, clock, tokens],
  );
  if (signedIn !== null) {
    return <SignedInContext value={signedIn}>{children}</SignedInContext>;
  }
  return me.isError ? (
    <Notice title="Your account could not be loaded" action={{ label: 'Try again', run: () => void me.refetch() }}>
      {explain(me.error)}
    </Notice>
  ) : (
    <Notice title="Loading…" />
  );
}

function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A refusal does not change by asking again; a replica that just died does.
        retry: (failures, error) => failures < 3 && !(error instanceof Problem && error.status < 500),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
