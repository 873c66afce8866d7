import { describe, expect, it } from 'vitest';
import { ago, span } from './ago';
import { ServerClock } from './serverClock';

describe('ago', () => {
  it.each([
    [-60_000, 'just now'],
    [4_999, 'just now'],
    [5_000, '5 seconds ago'],
    [59_999, '59 seconds ago'],
    [60_000, '1 minute ago'],
    [3_599_999, '59 minutes ago'],
    [7_200_000, '2 hours ago'],
    [86_400_000, '1 day ago'],
  ])('%d ms is %s', (elapsedMs, words) => {
    expect(ago(1_000_000_000, 1_000_000_000 + elapsedMs)).toBe(words);
  });
});

describe('span', () => {
  it.each([
    [0, '0 s'],
    [2.1, '2 s'],
    [59.6, '1 min 00 s'],
    [148, '2 min 28 s'],
    [3_599.7, '1 h 00 min'],
    [12_000, '3 h 20 min'],
  ])('%d s is %s', (seconds, words) => {
    expect(span(seconds)).toBe(words);
  });
});

describe('the server clock', () => {
  const serverMs = Date.parse('2026-01-05T10:00:00Z');
  const header = (ms: number): string => new Date(ms).toUTCString();

  it('shows no drift while the local clock may be right', () => {
    const clock = new ServerClock(() => serverMs + 400);

    clock.observe(header(serverMs), serverMs + 380, serverMs + 400);

    expect(clock.now()).toBe(serverMs + 400);
  });

  it('follows the server when the local clock is minutes ahead', () => {
    const localMs = serverMs + 300_000;
    const clock = new ServerClock(() => localMs);

    clock.observe(header(serverMs), localMs - 20, localMs);

    expect(Math.abs(clock.now() - serverMs)).toBeLessThan(1_100);
  });

  it('narrows down with every answer', () => {
    let localMs = serverMs + 300_000;
    const clock = new ServerClock(() => localMs);

    for (let passedMs = 0; passedMs < 5_000; passedMs += 130) {
      localMs = serverMs + 300_000 + passedMs;
      clock.observe(header(serverMs + passedMs), localMs - 4, localMs);
    }

    expect(Math.abs(clock.now() - (localMs - 300_000))).toBeLessThan(150);
  });

  it('starts over when the local clock was set', () => {
    let localMs = serverMs + 300_000;
    const clock = new ServerClock(() => localMs);
    clock.observe(header(serverMs), localMs, localMs);

    localMs = serverMs + 60_000;
    clock.observe(header(serverMs + 60_000), localMs, localMs);

    expect(clock.now()).toBe(localMs);
  });

  it.each([null, 'yesterday'])('ignores a Date of %s', (date) => {
    const clock = new ServerClock(() => 7);

    clock.observe(date, 0, 0);

    expect(clock.now()).toBe(7);
  });
});
