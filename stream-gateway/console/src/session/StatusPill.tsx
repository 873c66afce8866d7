import type { SessionStatus } from '../http/wire';

const names: Record<SessionStatus, string> = {
  active: 'Active',
  escalated: 'Escalated',
  requesting_escalation: 'Escalated',
  parked: 'Parked',
  resolved: 'Resolved',
};

export function StatusPill({ status }: { readonly status: SessionStatus }) {
  return <span className={`badge status-${status}`}>{names[status]}</span>;
}
