const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "just now", "12 seconds ago", "3 minutes ago": reads at the end of a sentence. A time in the future is "just now". */
export function ago(thenMs: number, nowMs: number): string {
  const elapsedMs = nowMs - thenMs;
  if (elapsedMs < 5_000) {
    return 'just now';
  }
  if (elapsedMs < minuteMs) {
    return plural(elapsedMs, 1_000, 'second');
  }
  if (elapsedMs < hourMs) {
    return plural(elapsedMs, minuteMs, 'minute');
  }
  return elapsedMs < dayMs ? plural(elapsedMs, hourMs, 'hour') : plural(elapsedMs, dayMs, 'day');
}

/** A span as a person would say it: "2 s", "4 min 05 s", "3 h 20 min". */
export function span(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3_600) {
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  }
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** The local wall clock, "14:03". */
export function timeOfDay(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** Local day and wall clock, "23 Nov, 14:03". */
export function dayAndTime(ms: number): string {
  return new Date(ms).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

function plural(elapsedMs: number, unitMs: number, unit: string): string {
  const n = Math.floor(elapsedMs / unitMs);
  return `${n} ${unit}${n === 1 ? '' : 's'} ago`;
}
