import { describe, expect, test } from 'vitest';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import {
  type AddOptions,
  problemsOf,
  readCheck,
  readMoney,
  readTask,
} from '../../../main/cli/commands/fleet/task-options.ts';

const nothing: AddOptions = { context: [], criterion: [], check: [], capability: [], after: [] };
const none = { agents: [], repositories: [], link: null };

describe('the options of a task', () => {
  test('a description alone is a task', () => {
    const raw = readTask('Count', nothing, none);
    expect(raw.ok && TaskSpec.parse(raw.value)).toMatchObject({ work: { kind: 'prompt' }, budget: null });
  });

  test.each([
    ['file_exists:a:b', { type: 'file_exists', path: 'a:b' }],
    ['test_passes', { type: 'test_passes', command: null }],
    ['test_passes:npm test', { type: 'test_passes', command: 'npm test' }],
    ['git_clean', { type: 'git_clean' }],
    ['command_succeeds:test -f "a:b"', { type: 'command_succeeds', command: 'test -f "a:b"' }],
  ])('reads the check %s', (text, step) => {
    expect(readCheck(text)).toEqual({ ok: true, value: step });
  });

  test.each(['file_exists', 'file_exists:', 'git_clean:now', 'command_succeeds', 'looks_good'])(
    'refuses the check %s',
    (text) => expect(readCheck(text)).toMatchObject({ ok: false, error: { code: 'value.not-allowed' } }),
  );

  test.each([
    ['2.50', 2_500_000, 'USD'],
    ['0.000001 eur', 1, 'EUR'],
    ['3CHF', 3_000_000, 'CHF'],
  ])('reads the amount %s', (text, micros, currency) => {
    expect(readMoney(text)).toEqual({ ok: true, value: { micros, currency } });
  });

  test.each(['', 'ten', '-1', '1,50', '0.0000001', '1 EURO'])('refuses the amount "%s"', (text) => {
    expect(readMoney(text).ok).toBe(false);
  });

  test.each([
    ['2026-12-24T18:00', new Date(2026, 11, 24, 18)],
    ['2026-12-24 18:00:30', new Date(2026, 11, 24, 18, 0, 30)],
    ['2026-12-24T18:00+02:00', new Date(Date.UTC(2026, 11, 24, 16))],
    ['2026-12-24', new Date(2026, 11, 25)],
    ['2026-12-31', new Date(2027, 0, 1)],
    ['2028-02-29', new Date(2028, 2, 1)],
  ])('takes the deadline %s, a day to its end in the zone of the person', (deadline, at) => {
    expect(readTask('Count', { ...nothing, deadline }, none)).toMatchObject({
      ok: true,
      value: { deadline: at.getTime() },
    });
  });

  test.each([
    '5',
    'tomorrow',
    '2026-13-40T10:00',
    '12/24/2026',
    '2026-02-30',
    '2026-02-30T18:00',
    '2026-12-24T25:00',
    '2026-12-24T18:00 or so',
  ])('refuses the deadline %s', (deadline) => {
    expect(readTask('Count', { ...nothing, deadline }, none)).toMatchObject({
      ok: false,
      error: { code: 'value.not-allowed' },
    });
  });

  test('says what is wrong by the option it was typed with', () => {
    const raw = readTask(
      'Count',
      { ...nothing, fix: 'many', tokens: '-1', capability: ['Not A Name'] },
      none,
    );
    const task = TaskSpec.safeParse(raw.ok ? raw.value : null);
    const problems = task.success ? [] : problemsOf(task.error).map((text) => text.split(':')[0]);
    expect(problems.toSorted()).toEqual(['--capability', '--fix', '--tokens']);
  });

  test('says what is needed in words, never by the pattern it must match', () => {
    const raw = readTask('Count', { ...nothing, capability: ['Not A Name'], after: ['nonsense'] }, none);
    const task = TaskSpec.safeParse(raw.ok ? raw.value : null);
    expect(task.success ? [] : problemsOf(task.error).toSorted()).toEqual([
      '--after: an id that begins with ta_ is needed',
      '--capability: at most 64 small letters, digits and . _ : / + - are needed, with a letter or digit first',
    ]);
  });
});
