import { expect, test } from 'vitest';
import { refusal, reportedError } from '../../../sidecar/executors/models/reported-error.ts';
import { createRetries } from '../../../sidecar/executors/models/retries.ts';
import { askedWaitMs, durationMs } from '../../../sidecar/streams/come-back-later.ts';

const now = Date.parse('2026-11-30T10:00:00Z');

test.each([
  [{ 'retry-after': '90' }, 90_000],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
  [{ 'retry-after': 'Mon, 30 Nov 2026 10:00:40 GMT' }, 40_000],
  // The moment is one of the server's clock, which runs an hour ahead.
  [{ 'retry-after': 'Mon, 30 Nov 2026 11:00:40 GMT', date: 'Mon, 30 Nov 2026 11:00:10 GMT' }, 30_000],
  [{ 'retry-after': 'Mon, 30 Nov 2026 09:00:00 GMT' }, 0],
  [{ 'retry-after': '-5' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
  [{ 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
  [
    {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '120ms',
      'x-ratelimit-remaining-tokens': '149000',
      'x-ratelimit-reset-tokens': '6m0s',
    },
    120,
  ],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 12) }, 12_000],
  [{ 'x-ratelimit-reset': String(now + 7000) }, 7000],
  [{ 'ratelimit-reset': '50' }, 50_000],
  [
    {
      'anthropic-ratelimit-tokens-remaining': '0',
      'anthropic-ratelimit-tokens-reset': '2026-11-30T10:00:21Z',
      'anthropic-ratelimit-requests-remaining': '40',
      'anthropic-ratelimit-requests-reset': '2026-11-30T10:00:59Z',
    },
    21_000,
  ],
] as const)('headers %j ask to wait %s ms', (headers, expected) => {
  expect(askedWaitMs(headers, now)).toBe(expected);
});

test('durations are read in the spellings servers use, and nothing else is', () => {
  expect(['20s', '6m0s', '1h2m3.5s', '34.07s', '120ms', '20 seconds', '2 min'].map(durationMs)).toEqual([
    20_000, 360_000, 3_723_500, 34_070, 120, 20_000, 120_000,
  ]);
  expect(['', 'soon', '5', '5 apples', 'in 5s'].map(durationMs)).toEqual([null, null, null, null, null]);
});

const problemOf = (error: object) => reportedError('It', { error });

test('a server that has too much to do is asked later, with the time where its error names one', () => {
  expect(problemOf({ type: 'overloaded_error', message: 'Overloaded' })).toEqual({
    error: 'It reported an error (overloaded_error): Overloaded',
    retryable: true,
    again: 'later',
    waitMs: null,
    reported: true,
  });
  const google = {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'Quota',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.Help' },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' },
    ],
  };
  expect(problemOf(google)).toMatchObject({ again: 'later', waitMs: 34_500 });
  expect(reportedError('It', [{ error: google }])).toMatchObject({ again: 'later', waitMs: 34_500 });
  const openai = {
    code: 'rate_limit_exceeded',
    message: 'Limit reached. Please try again in 1m20s. Visit us.',
  };
  expect(problemOf(openai)).toMatchObject({ again: 'later', waitMs: 80_000 });
  expect(reportedError('It', { error: 'server busy, please try again' })).toMatchObject({ again: 'later' });
  expect(problemOf({ code: 503, message: 'Loading model', type: 'unavailable_error' })).toMatchObject({
    again: 'later',
  });
});

test('what does not pass by waiting is not waited for', () => {
  const again = (error: object) => {
    const problem = problemOf(error);
    return [problem.again, problem.retryable];
  };
  expect(again({ type: 'insufficient_quota', code: 'insufficient_quota', message: 'Quota' })).toEqual([
    'never',
    true,
  ]);
  expect(again({ type: 'invalid_request_error', message: 'prompt is too long' })).toEqual(['never', false]);
  expect(again({ type: 'api_error', message: 'Internal' })).toEqual(['busy', true]);
  expect(again({ message: 'out of memory' })).toEqual(['never', true]);
});

test.each([
  [400, '{"error":"registry.ollama.ai/library/gemma2:2b does not support tools"}'],
  [404, '{"error":{"message":"No endpoints found that support tool use.","code":404}}'],
  [
    400,
    '{"object":"error","message":"\\"auto\\" tool choice requires --enable-auto-tool-choice","code":400}',
  ],
  [500, '{"error":{"code":500,"message":"tools param requires --jinja flag","type":"server_error"}}'],
])('a model that can’t call tools (%i) may be replaced by another one', (status, text) => {
  const problem = refusal('It', { how: 'refused', status, text, waitMs: null });
  expect(problem).toMatchObject({ again: 'never', retryable: true });
  expect(problem.error).toMatch(/support|requires/);
});

test('words of a refusal are found wherever servers put them', () => {
  const words = (text: string) => refusal('It', { how: 'refused', status: 422, text, waitMs: null }).error;
  expect(words('{"detail":"no such field"}')).toBe('It refused (422): no such field.');
  expect(words('{"detail":[{"msg":"Field required"}]}')).toBe('It refused (422): Field required.');
  expect(words('<html>\n no </html>')).toBe('It refused (422): <html> no </html>.');
  expect(words('')).toBe('It refused (422).');
});

const problem = { error: 'x', retryable: true, waitMs: null, reported: true } as const;

test('without a time, pauses grow to a minute, and half an hour of them is the end', () => {
  const retries = createRetries(() => 0.5);
  const waits: number[] = [];
  let retry = retries.after({ ...problem, again: 'later' });
  while (retry.again && retry.later) {
    waits.push(retry.waitMs);
    retry = retries.after({ ...problem, again: 'later' });
  }
  expect(retry).toMatchObject({ again: false, words: expect.stringContaining('after 30 minutes') });
  expect(waits.slice(0, 6)).toEqual([750, 1500, 3000, 6000, 60_000, 60_000]);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(30 * 60_000);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(28 * 60_000);
});

test('a time that is named is kept to, however long, up to a day; one that never holds is not believed', () => {
  const hours = createRetries(() => 0.5);
  expect(hours.after({ ...problem, again: 'later', waitMs: 5 * 3_600_000 })).toMatchObject({
    again: true,
    waitMs: 5 * 3_600_000,
  });
  expect(hours.after({ ...problem, again: 'later', waitMs: 30 * 3_600_000 })).toMatchObject({ again: false });

  const liar = createRetries(() => 0.5);
  const waits = Array.from({ length: 6 }, () => liar.after({ ...problem, again: 'busy', waitMs: 0 }));
  expect(waits.map((retry) => retry.again && retry.waitMs)).toEqual([0, 0, 0, 0, 60_000, 60_000]);
});

test('a failing server is tried five times, a broken answer once more', () => {
  const failing = createRetries(() => 0.5);
  const tries = Array.from({ length: 5 }, () => failing.after({ ...problem, again: 'busy' }).again);
  expect(tries).toEqual([true, true, true, true, false]);
  const broken = createRetries(() => 0.5);
  expect([1, 2].map(() => broken.after({ ...problem, again: 'once' }).again)).toEqual([true, false]);
});
