import { useState, type SubmitEvent } from 'react';
import { usePageTitle } from '../app/pageTitle';
import { explain } from '../http/problem';
import { formText, verbatimText } from '../ui/formText';
import type { AccessTokens } from './accessTokens';

interface Props {
  readonly tokens: AccessTokens;
  readonly expired: boolean;
}

export function SignInPage({ tokens, expired }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  usePageTitle('Sign in');

  const signIn = async (form: FormData): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await tokens.signIn(formText(form, 'email'), verbatimText(form, 'password'));
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void signIn(new FormData(event.currentTarget));
  };

  return (
    <main className="sign-in">
      <form onSubmit={onSubmit} aria-labelledby="sign-in-title">
        <img src="/baton.svg" alt="" width="40" height="40" />
        <h1 id="sign-in-title">Sign in to Baton</h1>
        {expired && <p className="muted">You were signed out. Sign in to go on where you were.</p>}
        <label>
          Email
          <input type="email" name="email" autoComplete="username" required data-testid="sign-in-email" />
        </label>
        <label>
          Password
          <input
            type="password"
            name="password"
            autoComplete="current-password"
            required
            data-testid="sign-in-password"
          />
        </label>
        <p className="refusal" role="alert">
          {problem}
        </p>
        <button type="submit" className="primary" disabled={busy} data-testid="sign-in-submit">
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
