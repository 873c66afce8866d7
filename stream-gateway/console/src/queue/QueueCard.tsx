import { useRef, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import type { Card } from '../http/wire';
import { Ago } from '../time/Ago';
import { PriorityBadge } from '../ui/PriorityBadge';
import type { Entry } from './queue';
import { useJustArrived } from './useJustArrived';
import { useLeaving } from './useLeaving';

export function QueueCard({ entry }: { readonly entry: Entry }) {
  const { seen } = useSignedIn();
  const { card, claim } = entry;
  const item = useRef<HTMLLIElement>(null);
  const unread = !useSyncExternalStore(seen.subscribe, seen.current).has(card.id);
  const isNew = useJustArrived(entry);
  useLeaving(entry, item);
  const open = (): void => seen.mark(card.id);
  const to = `/pilot/${card.session_id}?pickup=true`;
  const look = ['card', entry.arrival !== null && 'arrived', claim !== null && 'claimed'].filter(Boolean).join(' ');
  return (
    <li ref={item} className={look} data-testid="card" data-handoff-id={card.id}>
      <div className="card-text">
        <h2>
          {unread && claim === null && <span className="dot" role="img" aria-label="Unread" />}
          <Link to={to} onClick={open}>
            {card.problem_summary}
          </Link>
          {isNew && claim === null && <span className="new">New</span>}
        </h2>
        <Facts card={card} />
        <p className="reason">{card.reason}</p>
      </div>
      {claim === null ? (
        <Link
          className="button primary"
          to={to}
          onClick={open}
          data-testid="pick-up"
          aria-label={`Pick up: ${card.problem_summary}`}
        >
          Pick up
        </Link>
      ) : (
        <p className="claimed-by" role="status">
          Claimed by {claim.by.name} <Ago at={claim.at} />
        </p>
      )}
    </li>
  );
}

function Facts({ card }: { readonly card: Card }) {
  return (
    <ul className="facts">
      <li>
        <PriorityBadge priority={card.priority} />
      </li>
      {card.psa_ticket_id !== null && <li>#{card.psa_ticket_id}</li>}
      <li>{card.domain}</li>
      <li>{card.step_count === 1 ? '1 step' : `${card.step_count} steps`}</li>
      <li>from {card.handed_off_by.name}</li>
      {card.target !== null && <li className="target">for {card.target.name}</li>}
      <li>
        <Ago at={card.created_at} />
      </li>
    </ul>
  );
}
