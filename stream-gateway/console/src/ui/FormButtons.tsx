import { explain } from '../http/problem';

interface Props {
  readonly submit: string;
  /** The word on the way out. */
  readonly leave?: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onCancel?: () => void;
  readonly testId?: string;
}

/** The end of a form: what the server refused, the way on, the way out. */
export function FormButtons({ submit, leave = 'Cancel', busy, error, onCancel, testId }: Props) {
  return (
    <>
      <p className="refusal" role="alert">
        {error !== null && explain(error)}
      </p>
      <div className="form-buttons">
        {onCancel !== undefined && (
          <button type="button" onClick={onCancel}>
            {leave}
          </button>
        )}
        <button type="submit" className="primary" disabled={busy} data-testid={testId}>
          {submit}
        </button>
      </div>
    </>
  );
}
