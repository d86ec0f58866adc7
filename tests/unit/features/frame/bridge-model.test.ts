import { describe, expect, test } from 'vitest';
import { NO_COUNTS } from '../../../../core/domain/trackers/vocabulary/state-counts.ts';
import { ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import { type Due, dueFact, dueMark, statusAndDue } from '../../../../renderer/domains/trackers/model/due.ts';
import {
  burnUp,
  type Chart,
  chartedProgramme,
  chartRange,
  type Need,
  needsFact,
  type Programme,
  programmeFigure,
  staleFact,
  waitingWords,
} from '../../../../renderer/features/bridge-home/bridge-model.ts';
import { chartData } from '../../../../renderer/features/bridge-home/chart-data.ts';
import { freezeRows } from '../../../../renderer/ui/table/frozen-rows.ts';

const programme = (id: string, change: Partial<Programme> = {}): Programme => ({
  id: TrackerId.parse(`tr_${id}`),
  name: id,
  counts: { planned: 1, active: 0, review: 0, blocked: 0, done: 3, locked: 0, dropped: 0, unknown: 0 },
  total: 4,
  done: 3,
  note: '',
  stale: null,
  changedAt: 0,
  ...change,
});

const due = (change: Partial<Due>): Due => ({
  id: ItemId.parse('it_1'),
  trackerId: TrackerId.parse('tr_1'),
  trackerName: 'One',
  title: 'Item',
  due: '2026-11-22',
  daysLeft: 2,
  state: 'active',
  status: 'in-progress',
  ...change,
});

const chart = (id: string, points: Chart['points']): Chart => ({
  id,
  title: 'Burn-up',
  answers: 'How much is done?',
  unit: 'items',
  series: [{ key: 'done', label: 'done', state: 'done', dashed: false }],
  points,
  gaps: [{ from: '2026-02-13', to: '2026-02-14' }],
  of: points.length,
});

const need = (id: string, kind: Need['kind'], title: string): Need => ({
  id,
  kind,
  title,
  mark: 'at-risk',
  detail: '',
  route: '/',
});

describe('what came while the list is held still', () => {
  const known = need('known', 'agent', 'Amber Heron is blocked');

  test('is counted', () => {
    expect(waitingWords(1, [known, need('late', 'overdue', 'Pump')], [known])).toBe('1 new');
  });

  test('is named where it stops the fleet', () => {
    const fresh = [need('none', 'queue', 'No agent is connected'), known, need('late', 'overdue', 'Pump')];
    expect(waitingWords(2, fresh, [known])).toBe('2 new: No agent is connected');
  });
});

describe('what is due', () => {
  test('says the document’s word and the days', () => {
    expect(statusAndDue(due({}))).toBe('in-progress · 2 days left');
    expect(statusAndDue(due({ daysLeft: 0, status: null }))).toBe('due today');
    expect(statusAndDue(due({ daysLeft: -1 }))).toBe('in-progress · 1 day late');
  });

  test('the headline counts what is listed and says when there is more', () => {
    expect(dueFact(1, { late: 0, ahead: 1 })).toBe('1 to come');
    expect(dueFact(500, { late: 1064, ahead: 3 })).toBe('1,064 late, 3 to come, the first 500 listed');
  });

  test('an item past its day needs attention whatever its status says, and no status is unknown', () => {
    expect(dueMark(due({ daysLeft: -1 }))).toBe('at-risk');
    expect(dueMark(due({ state: null }))).toBe('stale');
    expect(dueMark(due({}))).toBe('active');
  });
});

describe('programmes', () => {
  test('count finished of all, or say that nothing has a status', () => {
    expect(programmeFigure(programme('a'))).toBe('3 of 4');
    expect(programmeFigure(programme('a', { counts: NO_COUNTS }))).toBe('no statuses');
  });

  test('of stale sources the count is true, and says how many of them are listed', () => {
    expect(staleFact(3, { stale: 3, trackers: 40 })).toBe('3 of 40 trackers');
    expect(staleFact(100, { stale: 1612, trackers: 2000 })).toBe(
      '1,612 of 2,000 trackers, the first 100 listed',
    );
    expect(staleFact(0, { stale: 0, trackers: 40 })).toBeUndefined();
    expect(staleFact(0, null)).toBeUndefined();
  });

  test('what needs a person is told with how much of it is listed', () => {
    expect(needsFact(0, 0)).toBeUndefined();
    expect(needsFact(12, 12)).toBe('12, most urgent first');
    expect(needsFact(100, 6988)).toBe('6,988, the 100 most urgent listed');
  });

  test('the burn-up shows the chosen programme, and the largest once the chosen one is gone', () => {
    const list = [programme('a'), programme('b', { total: 40 })];
    expect(chartedProgramme(list, 'tr_a')?.name).toBe('a');
    expect(chartedProgramme(list, 'tr_gone')?.name).toBe('b');
    expect(chartedProgramme([], null)).toBeNull();
  });
});

describe('the burn-up', () => {
  const burn = chart('burn-up', [
    { x: '2026-02-13', done: 1 },
    { x: '2026-05-08', done: 3 },
  ]);

  test('is found among a tracker’s charts', () => {
    expect(burnUp([chart('load', []), burn])).toBe(burn);
    expect(burnUp(null)).toBeNull();
  });

  test('says its range, and nothing without points', () => {
    expect(chartRange(burn)).toBe('Feb 13 – May 8, 2026');
    expect(chartRange(chart('burn-up', []))).toBeNull();
  });

  test('keeps points, gaps and dashes for the kit', () => {
    const data = chartData(burn);
    expect(data.points).toEqual(burn.points);
    expect(data.gaps).toEqual(burn.gaps);
    expect(data.series[0]).toEqual({ key: 'done', label: 'done', mark: 'done', dashed: false });
  });
});

describe('a list somebody points at', () => {
  const rows = (...ids: readonly string[]) => ids.map((id) => ({ id }));
  const hold = (pinned: readonly string[] | null, fresh: readonly { readonly id: string }[]) =>
    freezeRows(pinned, fresh, (row) => row.id);
  const shown = (held: { readonly rows: readonly { readonly id: string }[]; readonly waiting: number }) => [
    held.rows.map((row) => row.id).join(''),
    held.waiting,
  ];

  test('shows everything as it came while nobody is there', () => {
    expect(shown(hold(null, rows('b', 'a')))).toEqual(['ba', 0]);
  });

  test('keeps its order and lets new rows wait', () => {
    expect(shown(hold(['a', 'b'], rows('n', 'b', 'a')))).toEqual(['ab', 1]);
  });

  test('drops rows that went away', () => {
    expect(shown(hold(['a', 'b'], rows('b')))).toEqual(['b', 0]);
  });
});
