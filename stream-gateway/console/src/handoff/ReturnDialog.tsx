import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import { useIdempotencyKey } from '../http/useIdempotencyKey';
import type { Handoff } from '../http/wire';
import { useSessionChanged } from '../session/useSessionChanged';
import { Dialog } from '../ui/Dialog';
import { formText } from '../ui/formText';
import { FormButtons } from '../ui/FormButtons';
import { useToast } from '../ui/toast';

interface Props {
  readonly handoff: Handoff;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Gives a claimed handoff back with a reason (H11); afterwards to the queue, where another one waits in its place. */
export function ReturnDialog({ handoff, open, onOpenChange }: Props) {
  const { api } = useSignedIn();
  const changed = useSessionChanged(handoff.session_id);
  const navigate = useNavigate();
  const toast = useToast();
  const keyFor = useIdempotencyKey();
  const giveBack = useMutation({
    mutationFn: (body: unknown) =>
      api.post<Handoff>(`/ai-sessions/${handoff.session_id}/handoffs/${handoff.id}/return`, {
        body,
        idempotencyKey: keyFor(body),
      }),
    onSuccess: () => {
      onOpenChange(false);
      toast('Given back. It waits in the queue again.');
      void navigate('/escalations');
    },
    onSettled: changed,
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!giveBack.isPending) {
      giveBack.mutate({ reason: formText(new FormData(event.currentTarget), 'reason') });
    }
  };
  return (
    <Dialog
      title="Give back"
      description="It enters the queue again, as old as it is and with all that was done since."
      open={open}
      onOpenChange={onOpenChange}
    >
      <form onSubmit={onSubmit}>
        <label>
          Reason, for the next who picks it up
          <input
            name="reason"
            required
            maxLength={500}
            pattern=".*\S.*"
            title="A reason in words"
            data-testid="return-reason"
          />
        </label>
        <FormButtons
          submit={giveBack.isPending ? 'Giving back…' : 'Give back'}
          busy={giveBack.isPending}
          error={giveBack.error}
          onCancel={() => onOpenChange(false)}
          testId="return-submit"
        />
      </form>
    </Dialog>
  );
}
