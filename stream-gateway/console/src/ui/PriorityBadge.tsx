import type { Priority } from '../http/wire';

const names: Record<Priority, string> = { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' };

export function PriorityBadge({ priority }: { readonly priority: Priority }) {
  return <span className={`badge priority-${priority}`}>{names[priority]}</span>;
}
