import type { RowOf } from '../../../../core/contract/index.ts';
import { agentStateMarks, agentStates } from '../../../domains/fleet/agent-labels.ts';
import type { Interval, IntervalRange } from '../../../ui/intervals/interval-model.ts';
import { formatDuration } from '../../../ui/text/format.ts';
import { groupLabels } from '../board/board-model.ts';

export type HistoryInterval = RowOf<'agents.history'>;

export const historyLanes = agentStates.map((id) => ({
  id,
  label: groupLabels[id],
  mark: agentStateMarks[id],
}));

const hour = 3_600_000;

export const historyRanges = [
  { id: '1', label: 'Last hour', ms: hour },
  { id: '6', label: 'Last 6 hours', ms: 6 * hour },
  { id: '24', label: 'Last 24 hours', ms: 24 * hour },
  { id: '168', label: 'Last 7 days', ms: 168 * hour },
] as const;

/** "working for 12 min: API inventory (accepted)". */
export function intervalText(interval: HistoryInterval, now: number): string {
  const lasted = formatDuration((interval.to ?? now) - interval.from);
  const task = interval.taskTitle === null ? '' : `: ${interval.taskTitle}`;
  const reason = interval.reason === '' ? '' : ` (${interval.reason})`;
  return `${interval.state} for ${lasted}${task}${reason}`;
}

export function asIntervals(intervals: readonly HistoryInterval[], now: number): readonly Interval[] {
  return intervals.map((interval) => ({
    id: interval.id,
    lane: interval.state,
    from: interval.from,
    to: interval.to,
    text: intervalText(interval, now),
  }));
}

/** Shorter than this nothing is drawn: a few seconds over the whole width say nothing. */
const minMs = 60_000;

/** The requested range without the time before the agent existed. Intervals come oldest first. */
export function clampToFirst(asked: IntervalRange, first: HistoryInterval | undefined): IntervalRange {
  if (first === undefined || first.from <= asked.from) return asked;
  return { from: Math.min(first.from, asked.to - minMs), to: asked.to };
}

/** "working 3 h 12 min, idle 40 min; 2 h unknown": where the time of the range went. */
export function timeSpent(intervals: readonly HistoryInterval[], range: IntervalRange): string {
  const spent = new Map<string, number>();
  let known = 0;
  for (const { state, from, to } of intervals) {
    const lasted = Math.min(to ?? range.to, range.to) - Math.max(from, range.from);
    if (lasted <= 0) continue;
    known += lasted;
    spent.set(state, (spent.get(state) ?? 0) + lasted);
  }
  const unknown = range.to - range.from - known;
  const parts = agentStates.flatMap((state) => {
    const ms = spent.get(state) ?? 0;
    return ms === 0 ? [] : [`${state} ${formatDuration(ms)}`];
  });
  const rest = unknown > 1_000 ? `${formatDuration(unknown)} without data` : '';
  return [parts.join(', '), rest].filter((part) => part !== '').join('; ');
}
