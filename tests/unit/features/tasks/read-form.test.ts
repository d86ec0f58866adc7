import { describe, expect, test } from 'vitest';
import { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import { ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import { localMinute, momentOf } from '../../../../renderer/domains/fleet/local-minute.ts';
import { originOf, sending } from '../../../../renderer/features/tasks/composer/drafts.ts';
import { emptyForm, formOf, type TaskForm } from '../../../../renderer/features/tasks/composer/form.ts';
import {
  fillPlaceholders,
  placeholdersOf,
} from '../../../../renderer/features/tasks/composer/placeholders.ts';
import { shownProblems } from '../../../../renderer/features/tasks/composer/problems.ts';
import { microsOf, readForm } from '../../../../renderer/features/tasks/composer/read-form.ts';

const now = new Date(2026, 4, 4, 12, 0).getTime();
const form = (change: Partial<TaskForm> = {}): TaskForm => ({
  ...emptyForm,
  description: 'Paint the buoys',
  ...change,
});
const problemsOf = (change: Partial<TaskForm>) => readForm(form(change), now).problems;

describe('a task is read from the form', () => {
  test('one line is enough', () => {
    expect(readForm(form(), now)).toEqual({
      spec: TaskSpec.parse({ description: 'Paint the buoys' }),
      problems: {},
    });
  });

  test('every field arrives where it belongs', () => {
    const { spec, problems } = readForm(
      form({
        kind: 'shell',
        command: 'make paint',
        contextFiles: [
          { path: ' docs/buoys.md ', note: ' colours ' },
          { path: '', note: '' },
        ],
        criteria: 'red is red\n\n green is green ',
        steps: [
          { type: 'file_exists', text: 'paint.log' },
          { type: 'test_passes', text: '' },
          { type: 'git_clean', text: '' },
          { type: 'command_succeeds', text: 'npm run lint' },
        ],
        capabilities: 'docker, lang:python docker',
        deadline: '2026-05-04T18:30',
        money: '2,5',
        currency: 'EUR',
        tokens: '4000',
        minutes: '20',
        retries: '0',
      }),
      now,
    );
    expect(problems).toEqual({});
    expect(spec).toMatchObject({
      work: { kind: 'shell', command: 'make paint' },
      contextFiles: [{ path: 'docs/buoys.md', note: 'colours' }],
      successCriteria: ['red is red', 'green is green'],
      verification: [
        { type: 'file_exists', path: 'paint.log' },
        { type: 'test_passes', command: null },
        { type: 'git_clean' },
        { type: 'command_succeeds', command: 'npm run lint' },
      ],
      capabilities: ['docker', 'lang:python'],
      deadline: new Date(2026, 4, 4, 18, 30).getTime(),
      budget: { money: { micros: 2_500_000, currency: 'EUR' }, tokens: 4000, minutes: 20 },
      retries: 0,
    });
  });

  test.each<[string, Partial<TaskForm>, string]>([
    ['no description', { description: '  ' }, 'description'],
    ['a shell task without a command', { kind: 'shell' }, 'command'],
    ['a check without its path', { steps: [{ type: 'file_exists', text: ' ' }] }, 'steps.0'],
    ['a note about no file', { contextFiles: [{ path: '', note: 'why' }] }, 'contextFiles.0'],
    ['a capability in capitals', { capabilities: 'Docker' }, 'capabilities'],
    ['more retries than there are', { retries: '21' }, 'retries'],
    ['half a retry', { retries: '1.5' }, 'retries'],
    ['a deadline that passed', { deadline: '2026-05-04T11:59' }, 'deadline'],
    ['a day that doesn’t exist', { deadline: '2026-02-30T11:59' }, 'deadline'],
    ['money in words', { money: 'some' }, 'money'],
    ['no money at all as a budget', { money: '0' }, 'money'],
    ['a currency nobody has', { money: '1', currency: 'dollars' }, 'currency'],
    ['no tokens', { tokens: '0' }, 'tokens'],
    ['too many minutes', { minutes: '10081' }, 'minutes'],
    ['a description without end', { description: 'x'.repeat(10_001) }, 'description'],
    ['a criterion without end', { criteria: 'x'.repeat(1001) }, 'criteria'],
    ['a path without end', { contextFiles: [{ path: 'x'.repeat(501), note: '' }] }, 'contextFiles.0'],
  ])('%s is said at its field', (_, change, field) => {
    const read = readForm(form(change), now);
    expect(read.spec).toBeNull();
    expect(Object.keys(read.problems)).toEqual([field]);
    expect(read.problems[field]).toMatch(/\.$/);
  });

  test('before the first try nothing is said about what is merely empty', () => {
    const problems = problemsOf({ description: '', tokens: 'x', steps: [{ type: 'file_exists', text: '' }] });
    expect(Object.keys(shownProblems(problems, false))).toEqual(['tokens']);
    expect(shownProblems(problems, true)).toBe(problems);
  });

  test('a task and its form say the same', () => {
    const spec = TaskSpec.parse({
      description: 'Tide table',
      work: { kind: 'shell', command: 'make' },
      contextFiles: [{ path: 'a', note: 'b' }],
      successCriteria: ['x', 'y'],
      verification: [{ type: 'test_passes' }, { type: 'git_clean' }],
      capabilities: ['a', 'b'],
      deadline: new Date(2026, 6, 1, 8, 15).getTime(),
      budget: { money: { micros: 1_230_000, currency: 'USD' }, tokens: null, minutes: 4 },
      link: {
        trackerId: TrackerId.parse('tr_a'),
        itemId: ItemId.parse('it_a'),
        statusWhenDone: 'done',
      },
      metadata: { from: 'here' },
    });
    expect(readForm(formOf(spec), now)).toEqual({ spec, problems: {} });
  });
});

test.each([
  ['2', 2_000_000],
  [' 0.000001 ', 1],
  ['12,50', 12_500_000],
  ['1.2345678', null],
  ['-1', null],
  ['', null],
])('the amount %j is %j millionths', (typed, micros) => {
  expect(microsOf(typed)).toBe(micros);
});

test('a local minute stands for one moment, there and back', () => {
  const at = new Date(2026, 0, 9, 7, 5).getTime();
  expect(localMinute(at)).toBe('2026-01-09T07:05');
  expect(momentOf('2026-01-09T07:05')).toBe(at);
  expect(momentOf('tomorrow')).toBeNull();
});

describe('a template’s open names', () => {
  const template = form({
    description: 'Review {{ file }} for {{who}}',
    notes: '{{who}} asked',
    steps: [{ type: 'file_exists', text: '{{file}}' }],
  });

  test('are found once each, in order', () => {
    expect(placeholdersOf(template)).toEqual(['file', 'who']);
    expect(placeholdersOf(form({ notes: '{{}} {single} {{ a b }}' }))).toEqual(['a b']);
  });

  test('are filled everywhere; what has no value stays open', () => {
    const filled = fillPlaceholders(template, { file: ' pier.md ', who: '' });
    expect(filled.description).toBe('Review pier.md for {{who}}');
    expect(filled.steps[0]?.text).toBe('pier.md');
    expect(placeholdersOf(filled)).toEqual(['who']);
  });

  test('take a value as it is, dollar signs too', () => {
    expect(fillPlaceholders(template, { who: '$& $1' }).notes).toBe('$& $1 asked');
  });
});

describe('a draft', () => {
  const draft = { key: 'one', sent: null, form: form() };

  test('keeps its key while it is sent again unchanged', () => {
    const first = sending(draft, () => 'two');
    expect(first.key).toBe('one');
    expect(sending(first, () => 'two')).toBe(first);
  });

  test('takes another key when it changed after it was sent', () => {
    const first = sending(draft, () => 'two');
    const changed = { ...first, form: form({ notes: 'more' }) };
    expect(sending(changed, () => 'two').key).toBe('two');
  });

  test('is kept by what it was begun from', () => {
    expect(originOf({ item: null, template: null, again: null })).toBe('new');
    expect(originOf({ item: 'it_a', template: 't', again: null })).toBe('item:it_a');
    expect(originOf({ item: null, template: null, again: 'ta_a' })).toBe('again:ta_a');
  });
});
