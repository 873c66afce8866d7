import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, type SubmitEvent } from 'react';
import { useSignedIn } from '../app/signedIn';
import { useIdempotencyKey } from '../http/useIdempotencyKey';
import type { Id, Step } from '../http/wire';
import { formText, optionalText } from '../ui/formText';
import { FormButtons } from '../ui/FormButtons';
import { submitOnEnter } from '../ui/submitOnEnter';

/** Records what was asked, done or seen. */
export function AddStepForm({ sessionId }: { readonly sessionId: Id }) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const keyFor = useIdempotencyKey();
  const add = useMutation({
    mutationFn: (body: unknown) =>
      api.post<Step>(`/ai-sessions/${sessionId}/steps`, { body, idempotencyKey: keyFor(body) }),
    onSuccess: () => {
      form.current?.reset();
      void queries.invalidateQueries({ queryKey: ['session', sessionId] });
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    add.mutate({
      kind: formText(fields, 'kind'),
      text: formText(fields, 'text'),
      outcome: optionalText(fields, 'outcome'),
      command: optionalText(fields, 'command'),
    });
  };
  return (
    <form ref={form} className="panel" onSubmit={onSubmit} aria-labelledby="add-step-title">
      <h2 id="add-step-title">Add a step</h2>
      <label>
        Kind
        <select name="kind" defaultValue="action" data-testid="step-kind">
          <option value="question">Question</option>
          <option value="action">Action</option>
          <option value="observation">Observation</option>
          <option value="result">Result</option>
        </select>
      </label>
      <label>
        What
        <textarea name="text" rows={2} required maxLength={4_000} onKeyDown={submitOnEnter} data-testid="step-text" />
      </label>
      <label>
        Outcome (optional)
        <input name="outcome" maxLength={4_000} />
      </label>
      <label>
        Command (optional, kept as it is)
        <textarea name="command" rows={2} maxLength={8_000} className="code" />
      </label>
      <FormButtons submit="Add step" busy={add.isPending} error={add.error} testId="add-step" />
    </form>
  );
}
