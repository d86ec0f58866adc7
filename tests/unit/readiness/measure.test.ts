import { describe, expect, it } from 'vitest';
import { evidenceState } from '../../../core/domain/readiness/evidence-state.ts';
import {
  type Guard,
  guardBoundText,
  guardHolds,
  guardText,
  parseGuardBound,
} from '../../../core/domain/readiness/measure/guard.ts';
import { measureText, parseMeasure } from '../../../core/domain/readiness/measure/measure-text.ts';

function read(text: string) {
  const measure = parseMeasure(text);
  if (!measure.ok) throw new Error(measure.error.message);
  return measure.value;
}

describe('a number of a report, as a person writes it', () => {
  it.each([
    ['json:/ws1_latency/max_endpoint_p95_ms', { in: 'json', pointer: '/ws1_latency/max_endpoint_p95_ms' }],
    ['json:/a~1b/0/~0', { in: 'json', pointer: '/a~1b/0/~0' }],
    ['junit:pass-rate', { in: 'junit', count: 'pass-rate' }],
    [
      'junit:seconds:api::orders.lists them',
      { in: 'junit', count: 'seconds', test: 'api::orders.lists them' },
    ],
    ['metrics:up', { in: 'metrics', name: 'up', labels: {} }],
    [
      String.raw`metrics:http_seconds{quantile="0.95",path="/a\"b\\{}"}`,
      { in: 'metrics', name: 'http_seconds', labels: { quantile: '0.95', path: String.raw`/a"b\{}` } },
    ],
    ['sarif:high', { in: 'sarif', results: 'high' }],
  ])('reads %s and writes it the same', (text, measure) => {
    expect(read(text)).toEqual(measure);
    expect(measureText(read(text))).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['a pointer to the whole document', 'json:'],
    ['a pointer without its slash', 'json:a'],
    ['an escape that RFC 6901 does not know', 'json:/a~2'],
    ['a count that is not one', 'junit:flaky'],
    ['a label without quotes', 'metrics:up{a=b}'],
    ['labels without their end', 'metrics:up{a="b"'],
    ['a label twice', 'metrics:up{a="b",a="c"}'],
    ['something behind the labels', 'metrics:up{a="b"} 3'],
    ['a form of another program', 'xpath://a'],
  ])('refuses %s', (_, text) => {
    expect(parseMeasure(text)).toMatchObject({ ok: false, error: { code: 'measure.unreadable' } });
  });
});

const guard = (written: string, baseline: number): Guard => {
  const bound = parseGuardBound(written);
  if (!bound.ok) throw new Error(bound.error.message);
  return { ...bound.value, baseline, from: '' };
};

describe('a guard', () => {
  it.each(['+10%', '-5%', '+0', '-0', '+0.5%', '-12.25'])('is written as it is read: %s', (written) => {
    expect(guardBoundText(guard(written, 0))).toBe(written);
  });

  it.each(['10%', '+', '+-1', '+1e3', '+10 %%', 'ten', '+ 10%'])('is not read from %s', (written) => {
    expect(parseGuardBound(written)).toMatchObject({ ok: false, error: { code: 'guard.unreadable' } });
  });

  it.each([
    ['+10%', 412, 453.2, true],
    ['+10%', 412, 453.21, false],
    ['+10%', 412, 1, true],
    // 0.1 * 1.1 is a little more in binary, 3 * 1.1 as well.
    ['+10%', 0.1, 0.11, true],
    ['+10%', 3, 3.3, true],
    ['-5%', 0.98, 0.931, true],
    ['-5%', 0.98, 0.9309, false],
    // Of the amount, so that a worse number is never a better one.
    ['+10%', -100, -90, true],
    ['+10%', -100, -89, false],
    ['+0', 0, 0, true],
    ['+0', 0, 1, false],
    ['-0', 1, 0, false],
    ['+2', 5, 7, true],
  ])('of %s on %d holds %d: %s', (written, baseline, value, holds) => {
    expect(guardHolds(guard(written, baseline), value)).toBe(holds);
  });

  it('says its limit, its bound and where its baseline is from', () => {
    expect(guardText(guard('+10%', 412))).toBe('at most 453.2 (+10% on the baseline 412)');
    expect(guardText({ ...guard('-0', 0.9), from: 'base.json json:/rate' })).toBe(
      'at least 0.9 (the baseline, from base.json json:/rate)',
    );
  });

  it('that was changed after the last verification is held against the number found then', () => {
    const last = { result: 'verified', at: 1, value: 430 } as const;
    expect(evidenceState(last, null, 2, guard('+10%', 412))).toBe('verified');
    expect(evidenceState(last, null, 2, guard('+1%', 412))).toBe('failed');
    expect(evidenceState({ result: 'verified', at: 1 }, null, 2, guard('+1%', 412))).toBe('failed');
    expect(evidenceState({ ...last, result: 'failed' }, null, 2, guard('+10%', 412))).toBe('failed');
  });
});
