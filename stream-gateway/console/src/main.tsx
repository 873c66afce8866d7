import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { Unexpected } from './app/Unexpected';
import { AccessTokens } from './auth/accessTokens';
import { aloneAmongTabs, SignOutBroadcast } from './auth/tabs';
import { ServerClock } from './time/serverClock';
import './ui/styles.css';

const clock = new ServerClock();
const broadcast = new SignOutBroadcast();
const tokens = new AccessTokens({
  fetch: (input, init) => fetch(input, init),
  nowMs: Date.now,
  alone: aloneAmongTabs,
  tellOtherTabs: () => broadcast.tell(),
});
broadcast.onHeard(() => tokens.signedOutElsewhere());
void tokens.start();

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
createRoot(root).render(
  <StrictMode>
    <Unexpected>
      <App tokens={tokens} clock={clock} />
    </Unexpected>
  </StrictMode>,
);
