import type { KeyboardEvent } from 'react';

/** For text areas whose form is a short message: Enter submits, Shift+Enter breaks the line (U7). */
export function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  // While an input method composes, Enter chooses a candidate.
  if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
}
