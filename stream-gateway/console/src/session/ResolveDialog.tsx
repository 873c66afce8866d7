import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useSignedIn } from '../app/signedIn';
import type { SessionDetail } from '../http/wire';
import { Dialog } from '../ui/Dialog';
import { formText, optionalText } from '../ui/formText';
import { FormButtons } from '../ui/FormButtons';
import { submitOnEnter } from '../ui/submitOnEnter';
import { useToast } from '../ui/toast';
import { stepLabel } from './stepLabel';
import { useSessionChanged } from './useSessionChanged';

interface Props {
  readonly session: SessionDetail;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Closes a session with what solved it and the step that did, which similar escalations show later (S5, A8). */
export function ResolveDialog({ session, open, onOpenChange }: Props) {
  const { api } = useSignedIn();
  const changed = useSessionChanged(session.id);
  const toast = useToast();
  const resolve = useMutation({
    mutationFn: (body: unknown) => api.post<SessionDetail>(`/ai-sessions/${session.id}/resolve`, { body }),
    onSuccess: () => {
      onOpenChange(false);
      toast('Resolved.');
    },
    // Also after a refusal: that the session is not active any more is what it says.
    onSettled: changed,
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!resolve.isPending) {
      const form = new FormData(event.currentTarget);
      resolve.mutate({
        resolution: formText(form, 'resolution'),
        fixed_by_step_id: optionalText(form, 'fixed_by_step_id'),
      });
    }
  };
  return (
    <Dialog
      title="Resolve"
      description="Closes the session. Enter sends, Shift+Enter starts a new line."
      open={open}
      onOpenChange={onOpenChange}
    >
      <form onSubmit={onSubmit}>
        <label>
          What solved it
          <textarea
            name="resolution"
            rows={4}
            required
            maxLength={4_000}
            onKeyDown={submitOnEnter}
            data-testid="resolution-text"
          />
        </label>
        <label>
          The step that fixed it (optional)
          <select name="fixed_by_step_id" defaultValue="" data-testid="fixed-by">
            <option value="">None of them</option>
            {[...session.steps].reverse().map((step) => (
              <option key={step.id} value={step.id}>
                {stepLabel(step)}
              </option>
            ))}
          </select>
        </label>
        <FormButtons
          submit={resolve.isPending ? 'Resolving…' : 'Resolve'}
          busy={resolve.isPending}
          error={resolve.error}
          onCancel={() => onOpenChange(false)}
          testId="resolve-submit"
        />
      </form>
    </Dialog>
  );
}
