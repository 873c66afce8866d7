import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import { useIdempotencyKey } from '../http/useIdempotencyKey';
import { isEngineerOrHigher, type Handoff, type Id, type Member } from '../http/wire';
import { Dialog } from '../ui/Dialog';
import { formText, optionalText } from '../ui/formText';
import { FormButtons } from '../ui/FormButtons';
import { submitOnEnter } from '../ui/submitOnEnter';
import { useToast } from '../ui/toast';

interface Props {
  readonly sessionId: Id;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Hands a session on to whoever picks it up first; afterwards back to the list of one's sessions (U7). */
export function EscalateDialog({ sessionId, open, onOpenChange }: Props) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const keyFor = useIdempotencyKey();
  const escalate = useMutation({
    mutationFn: (body: unknown) =>
      api.post<Handoff>(`/ai-sessions/${sessionId}/handoff`, { body, idempotencyKey: keyFor(body) }),
    onSuccess: () => {
      void queries.invalidateQueries();
      toast('Escalated. Your colleagues see it now.');
      void navigate('/');
    },
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    escalate.mutate({
      intent: 'escalate',
      reason: formText(form, 'reason'),
      notes: formText(form, 'notes'),
      priority: formText(form, 'priority'),
      target_user_id: optionalText(form, 'target_user_id'),
    });
  };
  return (
    <Dialog
      title="Escalate"
      description="The steps so far go with it. Enter sends, Shift+Enter starts a new line."
      open={open}
      onOpenChange={onOpenChange}
    >
      <form onSubmit={onSubmit}>
        <label>
          Reason
          <input name="reason" required maxLength={500} data-testid="reason" />
        </label>
        <label>
          Notes for the one who picks it up
          <textarea name="notes" rows={4} maxLength={4_000} onKeyDown={submitOnEnter} data-testid="notes" />
        </label>
        <div className="side-by-side">
          <label>
            Priority
            <select name="priority" defaultValue="normal" data-testid="priority">
              <option value="low">Low</option>
              <option value="normal">Normal</option>
              <option value="high">High</option>
              <option value="urgent">Urgent</option>
            </select>
          </label>
          <TargetPicker />
        </div>
        <FormButtons
          submit="Escalate"
          busy={escalate.isPending}
          error={escalate.error}
          onCancel={() => onOpenChange(false)}
          testId="escalate-submit"
        />
      </form>
    </Dialog>
  );
}

/** Meant for somebody, but anybody may take it: a target informs, it does not lock others out (H9). */
function TargetPicker() {
  const { api, me } = useSignedIn();
  const members = useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => api.getAll<Member>('/members', signal),
    staleTime: 60_000,
  });
  const targets = members.data?.items.filter(
    (member) => member.id !== me.id && isEngineerOrHigher(member.role) && (member.status ?? 'active') === 'active',
  );
  return (
    <label>
      Meant for
      <select name="target_user_id" defaultValue="" data-testid="target">
        <option value="">Whoever is first</option>
        {targets?.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name} ({member.role})
          </option>
        ))}
      </select>
    </label>
  );
}
