import { useQuery } from '@tanstack/react-query';
import { useSignedIn } from '../app/signedIn';
import type { Delivery, Handoff } from '../http/wire';
import { deliveryLine, isSettled } from './deliveryLine';

const lookAgainMs = 3_000;

/** Who was told, and whether it got through. */
export function DeliveriesPanel({ handoff }: { readonly handoff: Handoff }) {
  const { api } = useSignedIn();
  const deliveries = useQuery({
    queryKey: ['deliveries', handoff.id],
    queryFn: ({ signal }) => api.getAll<Delivery>('/deliveries', signal, { handoff_id: handoff.id }),
    refetchInterval: (query) => (query.state.data?.items.every(isSettled) === true ? false : lookAgainMs),
  });
  const items = deliveries.data?.items;
  return (
    <section className="panel" aria-labelledby="deliveries-title" data-testid="deliveries">
      <h2 id="deliveries-title">Who was told</h2>
      {items === undefined && (
        <p className="muted">{deliveries.isError ? 'Cannot be shown right now.' : 'Loading…'}</p>
      )}
      {items?.length === 0 && <p className="muted">Nobody by message yet.</p>}
      <ul className="deliveries">
        {items?.map((delivery) => (
          <li key={delivery.id}>{deliveryLine(delivery, handoff.created_at)}</li>
        ))}
      </ul>
    </section>
  );
}
