import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../app/signedIn';
import { useIdempotencyKey } from '../http/useIdempotencyKey';
import type { Session } from '../http/wire';
import { Dialog } from '../ui/Dialog';
import { formText, optionalText } from '../ui/formText';
import { FormButtons } from '../ui/FormButtons';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

const domains = ['mail', 'printing', 'vpn', 'identity', 'backup', 'lob', 'network', 'hardware'];

export function NewSessionDialog({ open, onOpenChange }: Props) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const keyFor = useIdempotencyKey();
  const start = useMutation({
    mutationFn: (body: unknown) => api.post<Session>('/ai-sessions', { body, idempotencyKey: keyFor(body) }),
    onSuccess: (session) => {
      void queries.invalidateQueries({ queryKey: ['sessions'] });
      void navigate(`/pilot/${session.id}`);
    },
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start.mutate({
      problem_summary: formText(form, 'problem_summary'),
      domain: formText(form, 'domain'),
      psa_ticket_id: optionalText(form, 'psa_ticket_id'),
    });
  };
  return (
    <Dialog
      title="New session"
      description="One troubleshooting session per problem."
      open={open}
      onOpenChange={onOpenChange}
    >
      <form onSubmit={onSubmit}>
        <label>
          Problem
          <input name="problem_summary" required maxLength={200} data-testid="problem-summary" />
        </label>
        <label>
          Domain
          <input
            name="domain"
            list="domains"
            required
            maxLength={40}
            pattern="[a-z0-9][a-z0-9_\-]*"
            title="A lower-case word, such as mail or vpn"
            data-testid="domain"
          />
          <datalist id="domains">
            {domains.map((domain) => (
              <option key={domain} value={domain} />
            ))}
          </datalist>
        </label>
        <label>
          PSA ticket (optional)
          <input
            name="psa_ticket_id"
            maxLength={64}
            pattern="[A-Za-z0-9._#/\-]*"
            title="A ticket number: letters, digits and . _ # / -"
          />
        </label>
        <FormButtons submit="Start" busy={start.isPending} error={start.error} onCancel={() => onOpenChange(false)} />
      </form>
    </Dialog>
  );
}
