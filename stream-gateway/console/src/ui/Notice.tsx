import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly children?: ReactNode;
}

/** A calm full-width word instead of content: loading, nothing here, not allowed, not reachable. */
export function Notice({ title, action, children }: Props) {
  return (
    <section className="notice" role="status">
      <h1>{title}</h1>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && (
        <button type="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </section>
  );
}
