import type { KeyboardEvent } from 'react';

/** For text areas whose form is a short message: Enter submits, Shift+Enter breaks the line (U7). */
export function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  // While an input method composes, Enter chooses a candidate.
  if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
    event.preventDefault();
    // Pressed, not requestSubmit(): a button that is disabled while the form is sent takes no second one.
    event.currentTarget.form?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  }
}
