import { useQuery } from '@tanstack/react-query';
import { useSignedIn } from '../app/signedIn';
import type { Api } from '../http/api';
import { Problem } from '../http/problem';
import type { Delivery, Handoff } from '../http/wire';
import { deliveryLine, isSettled } from './deliveryLine';

const lookAgainMs = 3_000;
const firstMessagesMs = 120_000;

/** Who was told, and whether it got through. */
export function DeliveriesPanel({ handoff }: { readonly handoff: Handoff }) {
  const { api, clock } = useSignedIn();
  const deliveries = useQuery({
    queryKey: ['deliveries', handoff.id],
    queryFn: ({ signal }) => deliveriesOf(api, handoff, signal),
    refetchInterval: ({ state: { data } }) => {
      const young = clock.now() - Date.parse(handoff.created_at) < firstMessagesMs;
      const more = data === undefined || (data.length === 0 ? young : !data.every(isSettled));
      return more && lookAgainMs;
    },
  });
  const items = deliveries.data;
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

/** The notifying service learns of a handoff from its event; until then it does not know the id. */
async function deliveriesOf(api: Api, handoff: Handoff, signal: AbortSignal): Promise<readonly Delivery[]> {
  try {
    return (await api.getAll<Delivery>('/deliveries', signal, { handoff_id: handoff.id })).items;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) {
      return [];
    }
    throw error;
  }
}
