import { describe, expect, it } from 'vitest';
import { Seen } from './seen';

const key = 'rf-escalation-seen';

function storage(initial: Record<string, string> = {}) {
  const items = new Map(Object.entries(initial));
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
  };
}

describe('what was seen', () => {
  it('is remembered by the next page', () => {
    const shared = storage();

    new Seen(shared).mark('a');

    expect(new Seen(shared).current().has('a')).toBe(true);
  });

  it('keeps the newest 200', () => {
    const shared = storage();
    const seen = new Seen(shared);

    for (let n = 0; n < 205; n++) {
      seen.mark(`h${n}`);
    }

    const stored = JSON.parse(shared.getItem(key) ?? '') as string[];
    expect(stored).toHaveLength(200);
    expect(stored[0]).toBe('h5');
    expect(stored.at(-1)).toBe('h204');
  });

  it('adds to what another tab marked meanwhile', () => {
    const shared = storage();
    const here = new Seen(shared);
    new Seen(shared).mark('there');

    here.mark('here');

    expect([...here.current()]).toEqual(['there', 'here']);
  });

  it.each(['{', '7', 'null', '{"a":1}', '[1,null]'])('starts empty with garbage: %s', (garbage) => {
    expect(new Seen(storage({ [key]: garbage })).current().size).toBe(0);
  });

  it('goes on when storage is full', () => {
    const seen = new Seen({
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });

    seen.mark('a');

    expect(seen.current().has('a')).toBe(true);
  });
});
