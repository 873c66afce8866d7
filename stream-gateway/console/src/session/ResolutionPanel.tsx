import type { Resolution } from '../http/wire';

/** What solved it, for who comes back later. */
export function ResolutionPanel({ resolution }: { readonly resolution: Resolution }) {
  return (
    <section className="panel" aria-labelledby="resolution-title" data-testid="resolution">
      <h2 id="resolution-title">Resolution</h2>
      <p className="said">{resolution.text}</p>
      {resolution.fixed_by !== null && (
        <p className="said">
          <span className="muted">Fixed by:</span> {resolution.fixed_by}
        </p>
      )}
    </section>
  );
}
