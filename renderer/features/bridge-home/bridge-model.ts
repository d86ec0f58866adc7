import type { ExtraOf, OutputOf, RowOf } from '../../../core/contract/index.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import { formatCount, formatDay, formatNumber, formatUtcMonthDay } from '../../ui/text/format.ts';

export type Need = RowOf<'bridge.needs'>;
export type Programme = RowOf<'bridge.programmes'>;
type Charts = OutputOf<'trackers.charts'>;
export type Chart = Charts[number];

const needKinds: Readonly<Record<Need['kind'], string>> = {
  conflict: 'conflict',
  finding: 'finding',
  overdue: 'overdue',
  blocked: 'blocked',
  stale: 'stale',
  file: 'file',
  hub: 'hub',
  queue: 'queue',
  'dead-letter': 'dead letter',
  proposal: 'proposal',
  agent: 'agent',
  review: 'review',
  'sign-off': 'sign-off',
  gate: 'gate',
};

/** What stops the fleet: it comes first, and is said even while the list is held still. */
export function isUrgent({ kind }: Need): boolean {
  return kind === 'hub' || kind === 'queue' || kind === 'agent';
}

/** What the button says that lets in rows which came while somebody points at the list. */
export function waitingWords(waiting: number, fresh: readonly Need[], shown: readonly Need[]): string {
  const urgent = fresh.find((need) => isUrgent(need) && !shown.some(({ id }) => id === need.id));
  return urgent === undefined ? `${waiting} new` : `${waiting} new: ${urgent.title}`;
}

/** The one muted word at the right of a need. */
export function needLabel(need: Need): string {
  return needKinds[need.kind];
}

/** A finding is a sentence of ours; anything else is named as its document names it. */
export function needTitle({ kind, title }: Need): string {
  return kind === 'finding' ? readableDates(title) : title;
}

/** Behind the first point stand names. */
export function needDetail({ kind, detail }: Need): string {
  if (kind === 'finding' || kind === 'blocked') return detail;
  const [said = '', ...names] = detail.split(' · ');
  return [readableDates(said), ...names].join(' · ');
}

/** How much needs a person, and how much of it is listed if that is not all. */
export function needsFact(listed: number, total: number): string | undefined {
  if (total === 0) return undefined;
  return listed < total
    ? `${formatNumber(total)}, the ${formatNumber(listed)} most urgent listed`
    : `${formatNumber(total)}, most urgent first`;
}

/** "24 of 25", or what there is to say where nothing carries a status. */
export function programmeFigure(programme: Programme): string {
  return progressOf(programme.counts).figure || 'no statuses';
}

/** "312 of 2,000 trackers", and how many of them are listed if that is not all; nothing while none is stale. */
export function staleFact(listed: number, counts: ExtraOf<'bridge.stale'> | null): string | undefined {
  if (counts === null || counts.stale === 0) return undefined;
  const fact = `${formatNumber(counts.stale)} of ${formatCount(counts.trackers, 'tracker')}`;
  return listed < counts.stale ? `${fact}, the first ${formatNumber(listed)} listed` : fact;
}

/** The programme the burn-up shows: the chosen one while it exists, else the one of those at hand with most to say. */
export function chartedProgramme(programmes: readonly Programme[], chosen: string | null): Programme | null {
  const wanted = programmes.find((programme) => programme.id === chosen);
  return wanted ?? programmes.toSorted((a, b) => b.total - a.total)[0] ?? null;
}

export function burnUp(charts: Charts | null): Chart | null {
  return charts?.find((chart) => chart.id.startsWith('burn-up')) ?? null;
}

/** "Feb 13 – May 8, 2026", null without a history. */
export function chartRange(chart: Chart): string | null {
  const first = chart.points[0]?.['x'];
  const last = chart.points.at(-1)?.['x'];
  if (typeof first !== 'string' || typeof last !== 'string') return null;
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  const start = Date.parse(`${first}T00:00:00Z`);
  return `${sameYear && !Number.isNaN(start) ? formatUtcMonthDay(start) : formatDay(first)} – ${formatDay(last)}`;
}

/** Gates that were ever run, the one decided last first. */
export function newestGates(gates: readonly RowOf<'gates.list'>[]): readonly RowOf<'gates.list'>[] {
  return gates.filter(({ last }) => last !== null).toSorted((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
}
