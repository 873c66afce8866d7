import { Component, type ReactNode } from 'react';
import { Notice } from '../ui/Notice';

/** Keeps one broken page from leaving a blank tab: says so, and offers the way back. */
export class Unexpected extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override readonly state: { readonly failed: boolean } = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <Notice
        title="This page ran into an error"
        action={{ label: 'Load it again', run: () => window.location.reload() }}
      >
        Nothing you did was lost on the server.
      </Notice>
    ) : (
      this.props.children
    );
  }
}
