import { explain } from '../http/problem';

interface Props {
  readonly submit: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onCancel?: () => void;
  readonly testId?: string;
}

/** The end of a form: what the server refused, the way on, the way out. */
export function FormButtons({ submit, busy, error, onCancel, testId }: Props) {
  return (
    <>
      <p className="refusal" role="alert">
        {error !== null && explain(error)}
      </p>
      <div className="form-buttons">
        {onCancel !== undefined && (
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        )}
        <button type="submit" className="primary" disabled={busy} data-testid={testId}>
          {submit}
        </button>
      </div>
    </>
  );
}
