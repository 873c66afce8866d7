import { describe, expect, it } from 'vitest';
import { explain, Problem } from './problem';

const problem = (status: number, body: object): Promise<Problem> =>
  Problem.of(Response.json(body, { status, headers: { 'Content-Type': 'application/problem+json' } }));

describe('a refusal', () => {
  it('keeps its stable type and its named members', async () => {
    const refusal = await problem(409, {
      type: 'urn:baton:problem:handoff-already-claimed',
      title: 'Handoff already claimed',
      detail: 'Sam was first.',
      claimed_by_name: 'Sam',
    });

    expect(refusal).toMatchObject({ status: 409, slug: 'handoff-already-claimed', detail: 'Sam was first.' });
    expect(refusal.member('claimed_by_name')).toBe('Sam');
    expect(refusal.member('claimed_at')).toBeNull();
  });

  it('names the refused fields to the person', async () => {
    const refusal = await problem(400, {
      type: 'urn:baton:problem:invalid-request',
      detail: 'The request is not valid.',
      errors: [{ field: 'problem_summary', message: 'must not be empty' }, 'garbage'],
    });

    expect(explain(refusal)).toBe('problem summary: must not be empty');
  });

  it('is made of any other answer, too', async () => {
    const refusal = await Problem.of(new Response('<html>Bad gateway</html>', { status: 502 }));

    expect(explain(refusal)).toBe('The server answered 502.');
  });

  it('is told apart from a server that cannot be reached', () => {
    expect(explain(new TypeError('Failed to fetch'))).toContain('cannot be reached');
  });
});
