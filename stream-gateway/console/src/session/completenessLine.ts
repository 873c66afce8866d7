import type { Completeness } from '../http/advice';

/** "60 of 100. Missing: Impact, What was tried." Short, because it is heard while writing. */
export function completenessLine({ score, elements }: Completeness): string {
  const missing = elements.filter((element) => !element.present).map((element) => element.title);
  return missing.length === 0
    ? `${score} of 100. Nothing is missing.`
    : `${score} of 100. Missing: ${missing.join(', ')}.`;
}
