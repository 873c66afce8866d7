import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSignedIn } from '../app/signedIn';
import { explain } from '../http/problem';
import type { EscalationMetric, Period } from '../http/wire';
import { span } from '../time/ago';

const periods: readonly { readonly value: Period; readonly label: string }[] = [
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
];

/** Time from the claim to the claimer's first action, with the definition that the service gives it (M5). */
export function MetricCard() {
  const { api } = useSignedIn();
  const [period, setPeriod] = useState<Period>('30d');
  const metric = useQuery({
    queryKey: ['metric', period],
    queryFn: ({ signal }) =>
      api.get<EscalationMetric>(`/analytics/flowpilot/escalations?period=${period}`, signal),
    refetchInterval: 15_000,
    placeholderData: (previous) => previous,
  });
  return (
    <section className="metric" aria-labelledby="metric-title" data-testid="metric">
      <header>
        <h2 id="metric-title">Time to first action after a claim</h2>
        <div className="periods" role="group" aria-label="Period">
          {periods.map(({ value, label }) => (
            <button key={value} type="button" aria-pressed={value === period} onClick={() => setPeriod(value)}>
              {label}
            </button>
          ))}
        </div>
      </header>
      {metric.data !== undefined && <Figures metric={metric.data} />}
      {metric.isPending && <p className="muted">Loading…</p>}
      {metric.isError && <p className="muted">The metric cannot be shown: {explain(metric.error)}</p>}
    </section>
  );
}

function Figures({ metric }: { readonly metric: EscalationMetric }) {
  return (
    <>
      <dl className="figures">
        <Figure name="Median" value={seconds(metric.median_seconds)} />
        <Figure name="Average" value={seconds(metric.avg_seconds)} />
        <Figure name="95th percentile" value={seconds(metric.p95_seconds)} />
        <Figure name="Claimed" value={String(metric.n_handoffs_claimed)} />
        <Figure name="With an action" value={String(metric.n_handoffs_with_action)} />
      </dl>
      <p className="definition">{metric.metric_definition}</p>
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function seconds(value: number | null): string {
  return value === null ? '–' : span(value);
}
