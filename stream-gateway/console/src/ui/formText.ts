/** The trimmed text of a form's field, '' where there is none. */
export function formText(form: FormData, name: string): string {
  return verbatimText(form, name).trim();
}

/** The text of a form's field with its spaces, which in a password are part of it. */
export function verbatimText(form: FormData, name: string): string {
  const value = form.get(name);
  // Forms may say a line break as CR LF; the API takes LF alone and refuses other control characters.
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

/** As {@link formText}, with null for an empty field: what the API calls "not given". */
export function optionalText(form: FormData, name: string): string | null {
  const text = formText(form, name);
  return text === '' ? null : text;
}
