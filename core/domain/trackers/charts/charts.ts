import { daysBetween } from '../../expression/days.ts';
import { ItemState } from '../vocabulary/states.ts';
import { type Chart, type ChartPoint, MAX_POINTS } from './chart.ts';
import { downsample } from './downsample.ts';
import { gapsOf, type HistoryDay, type KnownDay, knownDays } from './history-days.ts';
import { finishedOf, type StateTally, scopeOf } from './progress.ts';

export interface ChartRange {
  /** Null: from the first observation. */
  readonly from: string | null;
  /** Last day drawn of what was; today or earlier. */
  readonly to: string;
}

export interface DueDay {
  /** ISO date. */
  readonly day: string;
  readonly count: number;
}

type Histories = readonly (readonly HistoryDay[])[];

/** Finished work against scope, with the line that due dates (earliest first) ask for, drawn on to the last one. */
export function burnUp(histories: Histories, due: readonly DueDay[], range: ChartRange): Chart {
  const days = knownDays(histories, range);
  const target = (at: string) => due.reduce((sum, { day, count }) => (day <= at ? sum + count : sum), 0);
  const points: ChartPoint[] = days.map(({ day, counts }) => ({
    x: day,
    done: counts === null ? null : finishedOf(counts),
    scope: counts === null ? null : scopeOf(counts),
    ...(due.length > 0 ? { target: target(day) } : {}),
  }));
  for (const { day } of due) {
    if (day > range.to && days.length > 0)
      points.push({ x: day, done: null, scope: null, target: target(day) });
  }
  const series = [
    { key: 'done', label: 'done', state: 'done' as const, dashed: false },
    { key: 'scope', label: 'scope', state: null, dashed: false },
    ...(due.length > 0 ? [{ key: 'target', label: 'due by then', state: null, dashed: true }] : []),
  ];
  return finish({
    id: 'burn-up',
    title: 'Burn-up',
    answers: 'Is finished work keeping up with scope and with the due dates?',
    unit: 'items',
    series,
    points,
    gaps: gapsOf(days),
  });
}

/** What is left to do. */
export function burnDown(histories: Histories, range: ChartRange): Chart {
  const days = knownDays(histories, range);
  return finish({
    id: 'burn-down',
    title: 'Burn-down',
    answers: 'How much is still open, and is it getting less?',
    unit: 'items',
    series: [{ key: 'open', label: 'open', state: null, dashed: false }],
    points: days.map(({ day, counts }) => ({
      x: day,
      open: counts === null ? null : scopeOf(counts) - finishedOf(counts),
    })),
    gaps: gapsOf(days),
  });
}

/** How many items stood in each state. States that never occurred are left out. */
export function statusOverTime(histories: Histories, range: ChartRange): Chart {
  const days = knownDays(histories, range);
  const states = ItemState.options.filter((state) =>
    days.some(({ counts }) => counts !== null && counts[state] > 0),
  );
  const point = ({ day, counts }: KnownDay): ChartPoint => {
    const entry: ChartPoint = { x: day };
    for (const state of states) entry[state] = counts === null ? null : counts[state];
    return entry;
  };
  return finish({
    id: 'status-over-time',
    title: 'Status over time',
    answers: 'How did the work move from state to state?',
    unit: 'items',
    series: states.map((state) => ({ key: state, label: state, state, dashed: false })),
    points: days.map(point),
    gaps: gapsOf(days),
  });
}

/** A due date that moved, on the day it was seen to. */
export interface DateMove {
  readonly item: string;
  readonly day: string;
  readonly before: string;
  readonly after: string;
}

/**
 * How many days later than first planned the work is, over all items whose date moved; a date moved earlier than
 * first planned doesn't make up for another. `since`: first day anything was observed.
 */
export function slip(moves: readonly DateMove[], since: string | null, range: ChartRange): Chart {
  const firstDue = new Map<string, string>();
  const late = new Map<string, number>();
  const totals = new Map<string, ChartPoint>();
  let days = 0;
  let items = 0;
  for (const move of moves.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    const first = firstDue.get(move.item) ?? move.before;
    const was = late.get(move.item) ?? 0;
    const is = Math.max(0, daysBetween(first, move.after) ?? 0);
    firstDue.set(move.item, first);
    late.set(move.item, is);
    days += is - was;
    items += Number(is > 0) - Number(was > 0);
    totals.set(move.day, { days, items });
  }
  const start = since ?? moves.map((move) => move.day).reduce((a, b) => (a < b ? a : b), range.to);
  let now: ChartPoint = { days: 0, items: 0 };
  const points: ChartPoint[] = [];
  for (const day of [...new Set([start, ...totals.keys(), range.to])].sort()) {
    now = totals.get(day) ?? now;
    if (day >= start && day <= range.to && (range.from === null || day >= range.from))
      points.push({ x: day, ...now });
  }
  return finish({
    id: 'slip',
    title: 'Slip',
    answers: 'How far have due dates moved from where they were first set?',
    unit: 'days',
    series: [
      { key: 'days', label: 'days later, all items', state: null, dashed: false },
      { key: 'items', label: 'items moved later', state: null, dashed: true },
    ],
    points: moves.length === 0 ? [] : points,
    gaps: range.from !== null && range.from < start ? [{ from: range.from, to: start }] : [],
  });
}

/** Items per owner and state, the busiest first. */
export function loadPerOwner(
  owners: readonly { readonly owner: string; readonly counts: StateTally }[],
): Chart {
  const open = (counts: StateTally) => scopeOf(counts) - finishedOf(counts);
  const rows = owners.toSorted((a, b) => open(b.counts) - open(a.counts) || (a.owner < b.owner ? -1 : 1));
  const states = ItemState.options.filter((state) => rows.some(({ counts }) => counts[state] > 0));
  return finish({
    id: 'load-per-owner',
    title: 'Load per owner',
    answers: 'Who carries how much, and in which state?',
    unit: 'items',
    series: states.map((state) => ({ key: state, label: state, state, dashed: false })),
    points: rows.map(({ owner, counts }) => {
      const point: ChartPoint = { x: owner };
      for (const state of states) point[state] = counts[state];
      return point;
    }),
    gaps: [],
  });
}

function finish(chart: Omit<Chart, 'of'>): Chart {
  const keys = chart.series.map((series) => series.key);
  return { ...chart, points: downsample(chart.points, keys, MAX_POINTS), of: chart.points.length };
}
