import { describe, expect, it } from 'vitest';
import { checkExpression } from '../../../core/domain/expression/check.ts';
import { functionOf, type Names } from '../../../core/domain/expression/compile.ts';
import { parseExpression } from '../../../core/domain/expression/parse.ts';
import type { ExpressionType } from '../../../core/domain/expression/syntax.ts';
import { dateValue } from '../../../core/domain/expression/values.ts';
import { printExpression } from '../../support/print-expression.ts';

const text: ExpressionType = { is: 'text' };
const milestone: ExpressionType = {
  is: 'record',
  name: 'milestone',
  fields: { state: text, due: { is: 'date' } },
};
const scope: Readonly<Record<string, ExpressionType>> = {
  state: text,
  due: { is: 'date' },
  today: { is: 'date' },
  percent: { is: 'number' },
  now: { is: 'instant' },
  seen: { is: 'instant' },
  timeout: { is: 'duration' },
  open: { is: 'boolean' },
  milestones: { is: 'list', of: milestone },
  parent: milestone,
};

const at = (state: string, due: string | null) => ({
  kind: 'record' as const,
  fields: { state, due: dateValue(due) },
});
const names: Names = {
  state: 'in-progress',
  due: dateValue('2026-02-16'),
  today: dateValue('2026-03-01'),
  percent: 75,
  now: { kind: 'instant', milliseconds: Date.UTC(2026, 10, 29, 12) },
  seen: { kind: 'instant', milliseconds: Date.UTC(2026, 10, 29, 11, 30) },
  timeout: { kind: 'duration', milliseconds: 20 * 60_000 },
  open: true,
  milestones: [at('done', '2026-01-01'), at('done', null)],
  parent: at('active', '2026-04-01'),
};

function run(source: string) {
  const parsed = parseExpression(source);
  if (!parsed.ok) return parsed.error.message;
  const type = checkExpression(parsed.value, scope);
  return type.ok ? functionOf(parsed.value)(names) : type.error.message;
}

describe('the expression language', () => {
  it.each([
    ['state = "in-progress" and due < today', true],
    ['not open or percent >= 75', true],
    ['state in ["done", "met"]', false],
    ['every(milestones, state = "done")', true],
    ['some(milestones, due > 2026-06-01)', false],
    ['count(milestones) = 2 and count(milestones, missing(due)) = 1', true],
    ['days(due, today)', 13],
    ['today - due = 13', true],
    ['due + 14 > today', true],
    ['parent.state', 'active'],
    ['state contains "PROGRESS"', true],
    ['begins(state, "in-") and lower("AB") = "ab"', true],
    ['percent / 3 * 2 - 1', 49],
    ['-percent', -75],
    ['percent / 0', null],
    ['some(milestones, it.state = "done" and state != none)', true],
    ['now - seen > timeout', true],
    ['now - seen = 30m and seen + 1h30m = 2026-11-29T13:00Z', true],
    ['now = 2026-11-29T13:00:00+01:00', true],
    ['timeout * 3 = 1h and 1h / 3 = timeout and 1h / timeout = 3', true],
    ['-timeout < 0s and 1h - timeout = 40m', true],
    ['due + 2w = 2026-03-02', true],
  ])('%s is %s', (source, value) => {
    expect(run(source)).toEqual(value);
  });

  it('treats what is not known as not known instead of guessing', () => {
    const late = parseExpression('due < today');
    expect(late.ok && functionOf(late.value)({ due: null, today: dateValue('2026-01-01') })).toBe(false);
    const silent = parseExpression('now - seen < 5m');
    expect(silent.ok && functionOf(silent.value)({ now: null, seen: null })).toBe(false);
    const sum = parseExpression('percent + 1');
    expect(sum.ok && functionOf(sum.value)({ percent: null })).toBe(null);
  });

  it.each([
    ['state =', 'ends too early'],
    ['a < b < c', "don't chain"],
    ['state ! "x"', 'not part of an expression'],
    ['2026-02-31 = due', 'not a day of the calendar'],
    ['(open', '")" was expected'],
    ['percent 3', 'was not expected'],
    ['state = 5', 'means nothing'],
    ['statee = "x"', 'no name "statee"'],
    ['parent.owner = "x"', 'no field "owner"'],
    ['shout(state)', 'no function "shout"'],
    ['every(state, open)', 'looks through a list'],
    ['not percent', 'boolean was expected'],
    ['count(milestones, percent)', 'boolean was expected'],
    ['["a", 1]', 'one type'],
    ['lower()', 'takes 1 values'],
    ['now > today', 'means nothing'],
    ['now + seen > now', 'means nothing'],
    ['timeout > 5', 'means nothing'],
    ['2026-02-30T10:00Z < now', 'not a moment of the calendar'],
    ['2026-02-03T25:00Z < now', 'not a moment of the calendar'],
  ])('refuses %s and says why', (source, why) => {
    expect(run(source)).toContain(why);
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(run(`${'('.repeat(500)}open${')'.repeat(500)}`)).toContain('nested too deeply');
  });

  it('prints with only the brackets it needs', () => {
    const parsed = parseExpression('((open and (percent > 1)) or not (state = "a"))');
    expect(parsed.ok && printExpression(parsed.value)).toBe('open and percent > 1 or not state = "a"');
  });
});
