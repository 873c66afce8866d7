import { useEffect, useSyncExternalStore } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useArrivalsWhileHidden } from '../queue/useArrivalsWhileHidden';
import { openCount } from '../queue/queue';
import { useQueueFeed } from '../queue/useQueueFeed';
import { StreamChip } from '../stream/StreamChip';
import { useMayWork, useSignedIn } from './signedIn';
import { useFocusKept } from './useFocusKept';

/** The frame of all pages: where one is, who one is, and whether the page is live. Holds the stream open. */
export function Shell() {
  const { me, live, seen, signOut } = useSignedIn();
  const mayWork = useMayWork();
  useEffect(() => (mayWork ? live.open() : undefined), [live, mayWork]);
  useEffect(() => {
    addEventListener('storage', seen.reload);
    return () => removeEventListener('storage', seen.reload);
  }, [seen]);
  useArrivalsWhileHidden(live.queue);
  useFocusKept(useLocation().pathname);
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="shell-header">
        <NavLink className="brand" to="/">
          <img src="/baton.svg" alt="" width="24" height="24" /> Baton
        </NavLink>
        <nav aria-label="Pages">
          <NavLink to="/" end>
            My sessions
          </NavLink>
          <NavLink to="/escalations">Escalations{mayWork && <WaitingCount />}</NavLink>
        </nav>
        {mayWork && <StreamChip stream={live.stream} />}
        <div className="who">
          <span className="who-name">{me.name}</span>
          <span className="muted">
            {me.account_name} · {me.role}
          </span>
        </div>
        <button type="button" className="quiet" data-testid="sign-out" onClick={signOut}>
          Sign out
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      {mayWork && <Announcer />}
    </>
  );
}

function WaitingCount() {
  const { live } = useSignedIn();
  useQueueFeed();
  const waiting = openCount(useSyncExternalStore(live.queue.subscribe, live.queue.current));
  return waiting === 0 ? null : (
    <span className="count" aria-label={`${waiting} waiting`}>
      {waiting}
    </span>
  );
}

/** Says the newest arrival to those who hear the page. */
function Announcer() {
  const { live } = useSignedIn();
  const queue = useSyncExternalStore(live.queue.subscribe, live.queue.current);
  const newest = [...queue.entries.values()].find((entry) => entry.arrival === queue.arrivals);
  return (
    <div className="only-heard" role="status" aria-live="polite">
      {newest !== undefined &&
        `New escalation from ${newest.card.handed_off_by.name}: ${newest.card.problem_summary}`}
    </div>
  );
}
