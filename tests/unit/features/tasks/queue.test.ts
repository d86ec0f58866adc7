import { describe, expect, test } from 'vitest';
import {
  arrangeLanes,
  bandsOf,
  dropPlace,
  positionText,
  type QueueMove,
  rowsOf,
  statusText,
  stepOf,
  stepPlace,
} from '../../../../renderer/features/tasks/queue/queue-model.ts';
import { queueRow, taskId } from './fixtures.ts';

const rows = [
  queueRow('a', { rank: 1 }),
  queueRow('b', { rank: 2 }),
  queueRow('c', { rank: 3 }),
  queueRow('u', { lane: 'urgent', rank: 9 }),
  queueRow('r', { rank: 8, status: 'working', agentName: 'Even Keel', percent: 41.4, note: 'painting' }),
];
const none = new Map<string, QueueMove>();
const titles = (dealt: ReturnType<typeof arrangeLanes>) =>
  Object.fromEntries(dealt.map((lane) => [lane.lane, lane.waiting.map((row) => row.title).join('')]));
const moved = (name: string, place: Pick<QueueMove, 'lane' | 'before'>, from: QueueMove['from']) =>
  new Map<string, QueueMove>([[taskId(name), { ...place, from }]]);

describe('lanes', () => {
  test('come in the order they are served, each with what runs first', () => {
    const dealt = arrangeLanes(rows.toReversed(), none);
    expect(titles(dealt)).toEqual({ urgent: 'u', high: '', normal: 'abc', low: '' });
    expect(rowsOf(dealt).map((row) => row.title)).toEqual(['u', 'r', 'a', 'b', 'c']);
    expect(bandsOf(dealt).map((band) => [band.title, band.start, band.count, band.fact])).toEqual([
      ['Urgent', 0, 1, '1 waiting'],
      ['High', 1, 0, '0 waiting'],
      ['Normal', 1, 4, '3 waiting, 1 running'],
      ['Low', 5, 0, '0 waiting'],
    ]);
  });

  test('show a move before the hub does', () => {
    const moves = moved('c', { lane: 'urgent', before: taskId('u') }, { lane: 'normal', rank: 3 });
    const dealt = arrangeLanes(rows, moves);
    expect(titles(dealt)).toMatchObject({ urgent: 'cu', normal: 'ab' });
    expect(positionText(dealt, taskId('c'))).toBe('place 1 of 2 in Urgent');
  });

  test('go by the hub again once it moved the task', () => {
    const moves = moved('c', { lane: 'urgent', before: null }, { lane: 'normal', rank: 3 });
    const later = rows.map((row) => (row.title === 'c' ? { ...row, rank: 1.5 } : row));
    expect(titles(arrangeLanes(later, moves))).toMatchObject({ urgent: 'u', normal: 'acb' });
  });

  test('put a task at the end when the one before which it should go is gone', () => {
    const moves = moved('a', { lane: 'normal', before: taskId('gone') }, { lane: 'normal', rank: 1 });
    expect(titles(arrangeLanes(rows, moves))).toMatchObject({ normal: 'bca' });
  });

  test('make moves in the order they were made', () => {
    const from = (rank: number) => ({ lane: 'normal' as const, rank });
    const moves = new Map<string, QueueMove>([
      [taskId('a'), { lane: 'low', before: null, from: from(1) }],
      [taskId('b'), { lane: 'low', before: taskId('a'), from: from(2) }],
    ]);
    expect(titles(arrangeLanes(rows, moves))).toMatchObject({ normal: 'c', low: 'ba' });
  });
});

describe('keys move a waiting task', () => {
  const dealt = arrangeLanes(rows, none);
  test.each([
    ['b', 'up', { lane: 'normal', before: taskId('a') }],
    ['a', 'up', { lane: 'high', before: null }],
    ['u', 'up', null],
    ['a', 'down', { lane: 'normal', before: taskId('c') }],
    ['b', 'down', { lane: 'normal', before: null }],
    ['c', 'down', { lane: 'low', before: null }],
    ['u', 'lane-down', { lane: 'high', before: null }],
    ['u', 'lane-up', null],
    ['b', 'front', { lane: 'normal', before: taskId('a') }],
    ['a', 'front', null],
    ['r', 'up', null],
  ] as const)('%s %s', (name, step, place) => {
    expect(stepPlace(dealt, taskId(name), step)).toEqual(place);
  });

  test('only with Alt', () => {
    expect(stepOf('Alt+ArrowUp')).toBe('up');
    expect(stepOf('ArrowUp')).toBeNull();
  });
});

describe('a drop', () => {
  const dealt = arrangeLanes(rows, none);
  const on = (row: string | null, after: boolean, group: string | null = null) => ({
    row: row === null ? null : taskId(row),
    after,
    group,
  });
  test.each([
    ['in the upper half of a row goes before it', on('a', false), { lane: 'normal', before: taskId('a') }],
    ['in the lower half goes behind it', on('a', true), { lane: 'normal', before: taskId('b') }],
    ['on a lane’s band goes to its front', on(null, true, 'urgent'), { lane: 'urgent', before: taskId('u') }],
    ['on an empty lane’s band goes into it', on(null, true, 'low'), { lane: 'low', before: null }],
    ['on a running task goes to the front', on('r', true), { lane: 'normal', before: taskId('a') }],
    ['where it stands already does nothing', on('b', true), null],
    ['on itself does nothing', on('c', true), null],
    ['nowhere does nothing', on(null, true), null],
  ])('%s', (_, target, place) => {
    expect(dropPlace(dealt, taskId('c'), target)).toEqual(place);
  });
});

test('a task says what it does or waits for', () => {
  expect(statusText(queueRow('a', { waiting: { code: 'agents-busy', text: 'Every agent is busy.' } }))).toBe(
    'Every agent is busy.',
  );
  expect(statusText(rows[4] ?? queueRow('x'))).toBe('On Even Keel · 41 % · painting');
  expect(statusText(queueRow('a', { status: 'assigned', agentName: 'Even Keel' }))).toBe(
    'Offered to Even Keel, not taken yet.',
  );
  expect(
    statusText(queueRow('a', { status: 'working', agentName: 'Even Keel', blocked: 'needs a token' })),
  ).toBe('Blocked on Even Keel: needs a token');
});
