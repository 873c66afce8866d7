import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import { useIdempotencyKey } from '../http/useIdempotencyKey';
import { isEngineerOrHigher, type Handoff, type Id, type Member, type Priority } from '../http/wire';
import { Dialog } from '../ui/Dialog';
import { formText, optionalText } from '../ui/formText';
import { FormButtons } from '../ui/FormButtons';
import { submitOnEnter } from '../ui/submitOnEnter';
import { CompletenessHint, type Draft } from './CompletenessHint';
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
  return (
    <Dialog
      title="Escalate"
      description="The steps so far go with it. Enter sends, Shift+Enter starts a new line."
      open={open}
      onOpenChange={onOpenChange}
    >
      <EscalateForm
        sessionId={sessionId}
        busy={escalate.isPending}
        error={escalate.error}
        onEscalate={escalate.mutate}
        onCancel={() => onOpenChange(false)}
      />
    </Dialog>
  );
}

interface FormProps {
  readonly sessionId: Id;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onEscalate: (body: unknown) => void;
  readonly onCancel: () => void;
}

function EscalateForm({ sessionId, busy, error, onEscalate, onCancel }: FormProps) {
  const [draft, setDraft] = useState<Draft>({ reason: '', notes: '', priority: 'normal' });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!busy) {
      onEscalate({
        intent: 'escalate',
        ...draftOf(form),
        target_user_id: optionalText(form, 'target_user_id'),
      });
    }
  };
  return (
    <form onSubmit={onSubmit} onChange={(event) => setDraft(draftOf(new FormData(event.currentTarget)))}>
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
      <CompletenessHint sessionId={sessionId} draft={draft} />
      <FormButtons submit="Escalate" busy={busy} error={error} onCancel={onCancel} testId="escalate-submit" />
    </form>
  );
}

function draftOf(form: FormData): Draft {
  return {
    reason: formText(form, 'reason'),
    notes: formText(form, 'notes'),
    priority: formText(form, 'priority') as Priority,
  };
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
