import { describe, expect, it } from 'vitest';
import { stepLabel } from './stepLabel';

describe('a step to choose', () => {
  it('reads as its kind and its text in one line', () => {
    expect(stepLabel({ kind: 'action', text: 'Rebuilt the OST cache\n\tof one user' })).toBe(
      'Action: Rebuilt the OST cache of one user',
    );
  });

  it('is cut between code points, never within one', () => {
    const label = stepLabel({ kind: 'result', text: '🛠️'.repeat(200) });

    expect(label.endsWith('…')).toBe(true);
    expect(Array.from(label.replace('Result: ', ''))).toHaveLength(80);
    // Refuses half a surrogate pair.
    expect(() => encodeURIComponent(label)).not.toThrow();
  });

  it('is not cut when it just fits', () => {
    expect(stepLabel({ kind: 'question', text: 'x'.repeat(80) })).toBe(`Question: ${'x'.repeat(80)}`);
  });
});
