import type { OutputOf, RowOf } from '../../../core/contract/index.ts';
import type { SloResult } from '../../../core/domain/readiness/slo/standing.ts';
import { type ChartData, type ChartThreshold, maxChartPoints } from '../../ui/charts/chart-data.ts';
import type { Mark } from '../../ui/marks/mark.ts';
import { formatNumber } from '../../ui/text/format.ts';

export type Objective = RowOf<'slo.standings'>;
export type Policy = RowOf<'slo.policies'>;
export type History = OutputOf<'slo.history'>;

export const resultMarks: Readonly<Record<SloResult, Mark>> = {
  pass: 'done',
  warn: 'at-risk',
  'soft-fail': 'at-risk',
  'hard-fail': 'blocked',
  missing: 'unknown',
  stale: 'stale',
};

export const resultLabels: Readonly<Record<SloResult, string>> = {
  pass: 'Pass',
  warn: 'Warning',
  'soft-fail': 'Soft fail',
  'hard-fail': 'Hard fail',
  missing: 'No value',
  stale: 'Stale',
};

/** "212 ms", "no value". */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return 'no value';
  return `${formatNumber(value)}${unit === '' ? '' : ` ${unit}`}`;
}

const limitNames = { warn: 'warn', soft: 'soft fail', hard: 'hard fail' } as const;
const limitKinds = ['warn', 'soft', 'hard'] as const;

/** "warn above 250, soft fail above 280, hard fail above 300". */
export function limitsText({ limits, better }: Pick<Objective, 'limits' | 'better'>): string {
  const side = better === 'lower' ? 'above' : 'below';
  const parts = limitKinds.flatMap((kind) => {
    const limit = limits[kind];
    return limit === null ? [] : `${limitNames[kind]} ${side} ${formatNumber(limit)}`;
  });
  return parts.join(', ');
}

/** "2 of 3 in a row", what of soft failures blocks; empty while there is none. */
export function breachesText({
  breachesInARow,
  repeat,
}: Pick<Objective, 'breachesInARow' | 'repeat'>): string {
  return breachesInARow === 0
    ? ''
    : `${formatNumber(breachesInARow)} in a row; ${formatNumber(repeat)} block`;
}

const urgency: Readonly<Record<SloResult, number>> = {
  'hard-fail': 1,
  'soft-fail': 2,
  missing: 3,
  stale: 4,
  warn: 5,
  pass: 6,
};

/** What blocks a release first, then by how bad it is; the order of the policy within that. */
export function orderObjectives(rows: readonly Objective[]): readonly Objective[] {
  return rows.toSorted(
    (a, b) => Number(b.blocks) - Number(a.blocks) || urgency[a.result] - urgency[b.result],
  );
}

/** The limits as lines over the chart, each with its words. */
export function thresholdsOf({ limits, unit }: Pick<History, 'limits' | 'unit'>): readonly ChartThreshold[] {
  return limitKinds.flatMap((kind) => {
    const value = limits[kind];
    return value === null ? [] : [{ value, label: `${limitNames[kind]} ${valueText(value, unit)}` }];
  });
}

const iso = (at: number) => new Date(at).toISOString();

/** Values over time. Where a report told none, the line breaks and a band says so until the next value. */
export function chartOf(history: History): ChartData {
  const points = history.points.slice(-maxChartPoints);
  const gaps = points.flatMap((point, at) => {
    const before = points[at - 1];
    if (point.value !== null || (before !== undefined && before.value === null)) return [];
    const after = points.slice(at).find(({ value }) => value !== null) ?? points.at(-1) ?? point;
    const from = before ?? point;
    return from.measuredAt < after.measuredAt
      ? [{ from: iso(from.measuredAt), to: iso(after.measuredAt) }]
      : [];
  });
  return {
    points: points.map(({ measuredAt, value }) => ({ x: iso(measuredAt), value })),
    series: [{ key: 'value', label: 'value', mark: null }],
    unit: history.unit,
    gaps,
    thresholds: thresholdsOf(history),
    of: history.points.length,
  };
}

/** How many values there are to draw: a line takes two. */
export function knownValues({ points }: Pick<History, 'points'>): number {
  return points.filter(({ value }) => value !== null).length;
}

/** The id of a value that somebody typed in; null of one that was read from a report. */
export function typedValueId({
  id,
  origin,
}: Pick<History['points'][number], 'id' | 'origin'>): string | null {
  return origin === 'typed' ? id.replace(/^\//u, '') : null;
}

export interface Chosen {
  readonly policy: Policy;
  readonly stage: string;
  readonly profile: string;
}

/** The policy, stage and profile that an address names; the first of each where it names none that there is. */
export function chosenOf(
  policies: readonly Policy[],
  asked: { readonly policy: string | null; readonly stage: string | null; readonly profile: string | null },
): Chosen | null {
  const policy = policies.find(({ id }) => id === asked.policy) ?? policies[0];
  if (policy === undefined) return null;
  const of = (names: readonly string[], name: string | null) =>
    names.find((one) => one === name) ?? names[0] ?? '';
  return { policy, stage: of(policy.stages, asked.stage), profile: of(policy.profiles, asked.profile) };
}

/** "6 objectives: 1 blocks a release". */
export function standingsFact(rows: readonly Objective[]): string {
  const blocking = rows.filter(({ blocks }) => blocks).length;
  const count = `${formatNumber(rows.length)} ${rows.length === 1 ? 'objective' : 'objectives'}`;
  return blocking === 0
    ? `${count}: none blocks a release`
    : `${count}: ${formatNumber(blocking)} ${blocking === 1 ? 'blocks' : 'block'} a release`;
}
