import { useSyncExternalStore } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import type { AccessTokens } from '../auth/accessTokens';
import { SignInPage } from '../auth/SignInPage';
import { PilotPage } from '../pickup/PilotPage';
import { EscalationsPage } from '../queue/EscalationsPage';
import { MySessionsPage } from '../session/MySessionsPage';
import type { ServerClock } from '../time/serverClock';
import { Notice } from '../ui/Notice';
import { Shell } from './Shell';
import { SignedInApp } from './SignedInApp';

interface Props {
  readonly tokens: AccessTokens;
  readonly clock: ServerClock;
}

/**
 * Who is not signed in signs in right where the link led: the address stays, so a deep link survives without being
 * carried through a redirect.
 */
export function App({ tokens, clock }: Props) {
  const auth = useSyncExternalStore(tokens.subscribe, tokens.state);
  switch (auth.kind) {
    case 'starting':
      return <Notice title="Loading…" />;
    case 'unreachable':
      return <Notice title="Baton cannot be reached">Trying again every few seconds.</Notice>;
    case 'signed-out':
      return <SignInPage tokens={tokens} expired={auth.expired} />;
    case 'signed-in':
      return (
        <SignedInApp key={auth.userId} userId={auth.userId} tokens={tokens} clock={clock}>
          <BrowserRouter>
            <Routes>
              <Route element={<Shell />}>
                <Route index element={<MySessionsPage />} />
                <Route path="sign-in" element={<MySessionsPage />} />
                <Route path="escalations" element={<EscalationsPage />} />
                <Route path="pilot/:sessionId" element={<PilotPage />} />
                <Route path="*" element={<Notice title="There is no such page" />} />
              </Route>
            </Routes>
          </BrowserRouter>
        </SignedInApp>
      );
  }
}
