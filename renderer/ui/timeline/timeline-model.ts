import { dayTime } from '../charts/time-ticks.ts';
import type { MarkPart } from '../marks/mark.ts';
import { markLabels } from '../marks/mark.ts';
import { formatCount, formatDay } from '../text/format.ts';
import type { TimelineItem, TimelineZoom } from './timeline-types.ts';

const day = 86_400_000;

/** Width of a day. */
export const dayWidths: Readonly<Record<TimelineZoom, number>> = { week: 26, month: 9, quarter: 3.2 };

export type TimelineLine =
  | { readonly kind: 'lane'; readonly lane: string; readonly parts: readonly MarkPart[] }
  | { readonly kind: 'item'; readonly item: TimelineItem };

/** Lanes in the order of their first item, each with its items by date. */
export function timelineLines(items: readonly TimelineItem[]): readonly TimelineLine[] {
  const lanes = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const lane = lanes.get(item.lane);
    if (lane === undefined) lanes.set(item.lane, [item]);
    else lane.push(item);
  }
  return [...lanes].flatMap(([lane, members]): TimelineLine[] => {
    const counts = new Map<MarkPart['mark'], number>();
    for (const member of members) counts.set(member.mark, (counts.get(member.mark) ?? 0) + 1);
    return [
      { kind: 'lane', lane, parts: [...counts].map(([mark, count]) => ({ mark, count })) },
      ...members
        .toSorted((one, other) => one.due.localeCompare(other.due))
        .map((item): TimelineLine => ({ kind: 'item', item })),
    ];
  });
}

export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  x(iso: string): number;
}

/** Days to pixels, with room at both ends and today always on it. */
export function timeScale(items: readonly TimelineItem[], today: string, zoom: TimelineZoom): TimeScale {
  const times = [today, ...items.flatMap((item) => [item.due, item.start, item.firstDue])].flatMap((iso) => {
    const at = iso === null ? null : dayTime(iso);
    return at === null ? [] : [at];
  });
  const wide = dayWidths[zoom];
  const room = Math.ceil(60 / wide) * day;
  const from = times.reduce((least, at) => Math.min(least, at), Infinity) - room;
  const to = times.reduce((most, at) => Math.max(most, at), -Infinity) + room * 2;
  const x = (iso: string) => (((dayTime(iso) ?? from) - from) / day) * wide;
  return { from, to, width: ((to - from) / day) * wide, x };
}

/** What an item says after its title: read out with it. */
export function describeItem(item: TimelineItem): string {
  const dates =
    item.start === null ? `due ${formatDay(item.due)}` : `${formatDay(item.start)} to ${formatDay(item.due)}`;
  const waits =
    item.dependsOn.length === 0 ? '' : `, waits for ${formatCount(item.dependsOn.length, 'other')}`;
  return `, in ${item.lane}, ${markLabels[item.mark]}, ${dates}${describeSlip(item)}${waits}`;
}

export function describeSlip(item: TimelineItem): string {
  if (item.firstDue === null || item.slipDays === 0) return '';
  const size = formatCount(Math.abs(item.slipDays), 'day');
  return `, ${size} ${item.slipDays > 0 ? 'later' : 'earlier'} than first written (${formatDay(item.firstDue)})`;
}

export interface Connection {
  readonly id: string;
  readonly path: string;
  readonly late: boolean;
}

/** Lines from what is waited for to what waits; only those that touch the drawn lines. */
export function connections(
  lines: readonly TimelineLine[],
  scale: TimeScale,
  rowHeight: number,
  first: number,
  last: number,
): readonly Connection[] {
  const places = new Map<string, { readonly line: number; readonly item: TimelineItem }>();
  lines.forEach((line, index) => {
    if (line.kind === 'item') places.set(line.item.id, { line: index, item: line.item });
  });
  const drawn: Connection[] = [];
  for (const { line, item } of places.values()) {
    for (const id of item.dependsOn) {
      const source = places.get(id);
      if (source === undefined) continue;
      if (Math.max(line, source.line) < first || Math.min(line, source.line) > last) continue;
      const x1 = scale.x(source.item.due) + 8;
      const y1 = (source.line + 0.5) * rowHeight;
      const begin = item.start ?? item.due;
      const x2 = scale.x(begin) - 9;
      const y2 = (line + 0.5) * rowHeight;
      const turn = x2 > x1 + 10 ? x2 - 8 : x1 + 6;
      const path =
        x2 > x1 + 10
          ? `M${x1} ${y1}H${turn}V${y2}H${x2}`
          : `M${x1} ${y1}H${turn}V${y2 + (y2 > y1 ? -1 : 1) * rowHeight * 0.42}H${x2 - 6}V${y2}H${x2}`;
      drawn.push({ id: `${id}>${item.id}`, path, late: begin < source.item.due });
    }
  }
  return drawn;
}

/** The day the field is opened at: today, or the due date nearest to it where all items lie on one side. */
export function anchorDay(items: readonly TimelineItem[], today: string): string {
  const days = items.map((item) => item.due).sort();
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return today;
  if (last < today) return last;
  return first > today ? first : today;
}
