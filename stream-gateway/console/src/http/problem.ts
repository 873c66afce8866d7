/** One field that the server refused, as in `errors` of an `invalid-request`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

const typePrefix = 'urn:baton:problem:';

/**
 * A refusal of the server (RFC 9457). `slug` is the stable end of its `type`; `members` are the named extras such as
 * `claimed_by_name`. An answer that is no problem document, for instance from a proxy in between, becomes one here, so
 * that callers meet a single shape.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly slug: string;
  readonly detail: string;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, members: Readonly<Record<string, unknown>>) {
    const detail = text(members['detail']) ?? text(members['title']) ?? `The server answered ${status}.`;
    super(detail);
    this.status = status;
    this.slug = (text(members['type']) ?? '').replace(typePrefix, '');
    this.detail = detail;
    this.members = members;
  }

  static async of(response: Response): Promise<Problem> {
    try {
      const body: unknown = await response.json();
      return new Problem(response.status, isRecord(body) ? body : {});
    } catch {
      return new Problem(response.status, {});
    }
  }

  /** The named member as text, or null where the refusal has none. */
  member(name: string): string | null {
    return text(this.members[name]);
  }

  get fieldErrors(): readonly FieldError[] {
    const errors = this.members['errors'];
    return Array.isArray(errors) ? errors.filter(isFieldError) : [];
  }
}

/** A sentence for a person, whatever went wrong. */
export function explain(error: unknown): string {
  if (error instanceof Problem) {
    const fields = error.fieldErrors.map((refused) => `${refused.field.replaceAll('_', ' ')}: ${refused.message}`);
    return fields.length > 0 ? fields.join(' · ') : error.detail;
  }
  return 'Baton cannot be reached. Check the connection and try again.';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string';
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
