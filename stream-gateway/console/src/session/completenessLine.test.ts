import { describe, expect, it } from 'vitest';
import type { CompletenessElement } from '../http/advice';
import { completenessLine } from './completenessLine';

const element = (title: string, present: boolean): CompletenessElement => ({
  element: 'synthesis',
  title,
  present,
  advice: present ? null : `${title} is missing.`,
});

describe('the completeness of a draft', () => {
  it('names each element that is missing, in their order', () => {
    const elements = [element('Impact', false), element('Problem', true), element('What was tried', false)];

    expect(completenessLine({ score: 60, elements })).toBe('60 of 100. Missing: Impact, What was tried.');
  });

  it('says that nothing is missing', () => {
    expect(completenessLine({ score: 100, elements: [element('Impact', true)] })).toBe(
      '100 of 100. Nothing is missing.',
    );
  });
});
