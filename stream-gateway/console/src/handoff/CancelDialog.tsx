import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import type { Handoff } from '../http/wire';
import { useSessionChanged } from '../session/useSessionChanged';
import { Dialog } from '../ui/Dialog';
import { FormButtons } from '../ui/FormButtons';
import { useToast } from '../ui/toast';

interface Props {
  readonly handoff: Handoff;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/**
 * Takes one's own escalation out of the queue, once confirmed (H11). Who was too late reads so here, and the page behind
 * shows who has it. The API lets it be sent again: a second time changes nothing.
 */
export function CancelDialog({ handoff, open, onOpenChange }: Props) {
  const { api } = useSignedIn();
  const changed = useSessionChanged(handoff.session_id);
  const navigate = useNavigate();
  const toast = useToast();
  const cancel = useMutation({
    mutationFn: () => api.post<Handoff>(`/ai-sessions/${handoff.session_id}/handoffs/${handoff.id}/cancel`),
    onSuccess: () => {
      onOpenChange(false);
      toast('Escalation cancelled. The session is active again.');
      void navigate(`/pilot/${handoff.session_id}`);
    },
    onSettled: changed,
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!cancel.isPending) {
      cancel.mutate();
    }
  };
  return (
    <Dialog
      title="Cancel the escalation?"
      description="It leaves the queue of your colleagues, and you go on with the session yourself."
      open={open}
      onOpenChange={onOpenChange}
    >
      <form onSubmit={onSubmit}>
        <FormButtons
          submit={cancel.isPending ? 'Cancelling…' : 'Cancel the escalation'}
          leave="Keep it waiting"
          busy={cancel.isPending}
          error={cancel.error}
          onCancel={() => onOpenChange(false)}
          testId="cancel-submit"
        />
      </form>
    </Dialog>
  );
}
