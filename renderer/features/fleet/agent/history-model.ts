import type { RowOf } from '../../../../core/contract/index.ts';
import { agentStateMarks, agentStates } from '../../../domains/fleet/agent-words.ts';
import type { Interval, IntervalRange } from '../../../ui/intervals/interval-model.ts';
import { formatDuration } from '../../../ui/text/format.ts';
import { groupWords } from '../board/board-model.ts';

export type Stretch = RowOf<'agents.history'>;

export const historyLanes = agentStates.map((id) => ({
  id,
  label: groupWords[id],
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
export function stretchWords(stretch: Stretch, now: number): string {
  const lasted = formatDuration((stretch.to ?? now) - stretch.from);
  const task = stretch.taskTitle === null ? '' : `: ${stretch.taskTitle}`;
  const reason = stretch.reason === '' ? '' : ` (${stretch.reason})`;
  return `${stretch.state} for ${lasted}${task}${reason}`;
}

export function asIntervals(stretches: readonly Stretch[], now: number): readonly Interval[] {
  return stretches.map((stretch) => ({
    id: stretch.id,
    lane: stretch.state,
    from: stretch.from,
    to: stretch.to,
    text: stretchWords(stretch, now),
  }));
}

/** Shorter than this nothing is drawn: a few seconds over the whole width say nothing. */
const leastMs = 60_000;

/** The asked range without the time before there was this agent. Stretches come oldest first. */
export function sinceItBegan(asked: IntervalRange, first: Stretch | undefined): IntervalRange {
  if (first === undefined || first.from <= asked.from) return asked;
  return { from: Math.min(first.from, asked.to - leastMs), to: asked.to };
}

/** "working 3 h 12 min, idle 40 min; 2 h unknown": where the time of the range went. */
export function timeSpent(stretches: readonly Stretch[], range: IntervalRange): string {
  const spent = new Map<string, number>();
  let known = 0;
  for (const { state, from, to } of stretches) {
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
