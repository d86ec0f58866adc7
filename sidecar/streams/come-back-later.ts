import type { IncomingHttpHeaders } from 'node:http';

/** A day and a second are both found in these headers; beyond these sizes a number is a moment. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e12;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const duration = /(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)[a-z]*/gi;

/**
 * How long a server asks to be left alone, by the headers of its answer: `retry-after-ms`, `retry-after` (seconds or a
 * date), else the longest `ratelimit` reset among the limits that are used up. Null when it doesn't say. `now` stands in
 * for the server's own clock where it tells none.
 */
export function askedWaitMs(headers: IncomingHttpHeaders, now: number): number | null {
  const valueOf = (name: string) => [headers[name]].flat()[0]?.trim() ?? '';
  const told = Date.parse(valueOf('date'));
  const clock = Number.isNaN(told) ? now : told;
  const milliseconds = numberIn(valueOf('retry-after-ms'));
  if (milliseconds !== null) return milliseconds;
  const after = waitIn(valueOf('retry-after'), clock);
  if (after !== null) return after;

  const resets = Object.keys(headers)
    .filter((name) => /ratelimit.*-reset/.test(name))
    .filter((name) => (numberIn(valueOf(name.replace('reset', 'remaining'))) ?? 0) === 0)
    .flatMap((name) => waitIn(valueOf(name), clock) ?? []);
  return resets.length === 0 ? null : Math.max(...resets);
}

/** `90`, `1m30s`, a moment since 1970 in seconds or milliseconds, or a date. */
function waitIn(value: string, now: number): number | null {
  const number = numberIn(value);
  if (number !== null) {
    if (number >= EPOCH_MILLISECONDS) return Math.max(0, number - now);
    return number >= EPOCH_SECONDS ? Math.max(0, number * 1000 - now) : number * 1000;
  }
  const lasting = durationMs(value);
  if (lasting !== null) return lasting;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}

/** `6m0s`, `34.07s`, `120ms`, `20 seconds`; null for anything else. */
export function durationMs(text: string): number | null {
  const parts = [...text.matchAll(duration)];
  if (parts.length === 0 || text.replaceAll(duration, '').trim() !== '') return null;
  return parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit.toLowerCase()] ?? 0),
    0,
  );
}

function numberIn(value: string): number | null {
  const number = Number(value);
  return value === '' || !Number.isFinite(number) ? null : Math.max(0, number);
}
