import type { RowOf } from '../../../../core/contract/index.ts';
import type { Lane } from '../../../../core/domain/fleet/tasks/task.ts';
import { laneLabels, lanes } from '../../../domains/fleet/task-labels.ts';
import type { TableGroup } from '../../../ui/table/table-types.ts';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';

export type QueueRow = RowOf<'tasks.queue'>;

/** A place in the queue: in front of another waiting task, or at the end of the lane. */
export interface QueuePosition {
  readonly lane: Lane;
  readonly before: QueueRow['id'] | null;
}

/** A move that was sent; it is drawn until the hub's own order shows it or it is refused. */
export interface QueueMove extends QueuePosition {
  /** Where the task stood when it was moved. */
  readonly from: { readonly lane: Lane; readonly rank: number };
}
export type QueueMoves = ReadonlyMap<string, QueueMove>;

export interface LaneRows {
  readonly lane: Lane;
  readonly running: readonly QueueRow[];
  readonly waiting: readonly QueueRow[];
}

/** Whether the hub's order doesn't show the move yet. */
export function isPending(row: QueueRow, move: QueueMove | undefined): boolean {
  return move !== undefined && row.lane === move.from.lane && row.rank === move.from.rank;
}

/** The lanes as they are drawn: what runs, then what waits in order, with moves on their way already made. */
export function arrangeLanes(rows: readonly QueueRow[], moves: QueueMoves): readonly LaneRows[] {
  const waiting = new Map<Lane, QueueRow[]>(lanes.map((lane) => [lane, []]));
  const running = new Map<Lane, QueueRow[]>(lanes.map((lane) => [lane, []]));
  const moved: QueueRow[] = [];
  for (const row of rows) {
    if (row.status !== 'queued') running.get(row.lane)?.push(row);
    else if (isPending(row, moves.get(row.id))) moved.push(row);
    else waiting.get(row.lane)?.push(row);
  }
  for (const list of waiting.values()) list.sort((a, b) => a.rank - b.rank);
  // In the order they were made: a later one may go in front of an earlier one.
  for (const [id, move] of moves) {
    const row = moved.find((one) => one.id === id);
    const list = waiting.get(move.lane);
    if (row === undefined || list === undefined) continue;
    const at = list.findIndex((one) => one.id === move.before);
    list.splice(at === -1 ? list.length : at, 0, row);
  }
  return lanes.map((lane) => ({
    lane,
    running: running.get(lane) ?? [],
    waiting: waiting.get(lane) ?? [],
  }));
}

/** The rows of the table, one lane after the other. */
export function rowsOf(dealt: readonly LaneRows[]): readonly QueueRow[] {
  return dealt.flatMap((lane) => [...lane.running, ...lane.waiting]);
}

/** The bands of the table; an empty lane has one too. */
export function bandsOf(dealt: readonly LaneRows[]): readonly TableGroup[] {
  let start = 0;
  return dealt.map(({ lane, running, waiting }) => {
    const count = running.length + waiting.length;
    const band: TableGroup = {
      id: lane,
      title: laneLabels[lane],
      start,
      count,
      fact: `${formatNumber(waiting.length)} waiting${running.length === 0 ? '' : `, ${formatNumber(running.length)} running`}`,
      parts: [],
    };
    start += count;
    return band;
  });
}

export type Step = 'up' | 'down' | 'lane-up' | 'lane-down' | 'front';

const steps: Readonly<Record<string, Step>> = {
  'Alt+ArrowUp': 'up',
  'Alt+ArrowDown': 'down',
  'Alt+k': 'up',
  'Alt+j': 'down',
  'Alt+Shift+ArrowUp': 'lane-up',
  'Alt+Shift+ArrowDown': 'lane-down',
  'Alt+Home': 'front',
};

export const stepOf = (key: string): Step | null => steps[key] ?? null;

const end = (lane: LaneRows): QueuePosition => ({ lane: lane.lane, before: null });
const front = (lane: LaneRows): QueuePosition => ({ lane: lane.lane, before: lane.waiting[0]?.id ?? null });

/** Where a key takes a waiting task; null at the ends of the queue. A lane's edge leads into the next lane. */
export function stepPlace(dealt: readonly LaneRows[], id: string, step: Step): QueuePosition | null {
  const laneAt = dealt.findIndex((lane) => lane.waiting.some((row) => row.id === id));
  const lane = dealt[laneAt];
  if (lane === undefined) return null;
  const at = lane.waiting.findIndex((row) => row.id === id);
  const above = dealt[laneAt - 1];
  const below = dealt[laneAt + 1];
  switch (step) {
    case 'up': {
      const before = lane.waiting[at - 1];
      if (before !== undefined) return { lane: lane.lane, before: before.id };
      return above === undefined ? null : end(above);
    }
    case 'down':
      if (at + 1 < lane.waiting.length) return { lane: lane.lane, before: lane.waiting[at + 2]?.id ?? null };
      return below === undefined ? null : front(below);
    case 'lane-up':
      return above === undefined ? null : end(above);
    case 'lane-down':
      return below === undefined ? null : front(below);
    case 'front':
      return at === 0 ? null : front(lane);
    default:
      return step;
  }
}

/** Where a drop puts a task: before or after the row under it, or at the front of a lane whose band it hit. */
export function dropPlace(
  dealt: readonly LaneRows[],
  id: string,
  target: { readonly row: string | null; readonly group: string | null; readonly after: boolean },
): QueuePosition | null {
  const lane = dealt.find(
    (one) =>
      one.lane === target.group ||
      one.waiting.some((row) => row.id === target.row) ||
      one.running.some((row) => row.id === target.row),
  );
  if (lane === undefined || target.row === id) return null;
  const others = lane.waiting.filter((row) => row.id !== id);
  const over = others.findIndex((row) => row.id === target.row);
  const at = over === -1 ? 0 : over + (target.after ? 1 : 0);
  const place: QueuePosition = { lane: lane.lane, before: others[at]?.id ?? null };
  const now = lane.waiting.findIndex((row) => row.id === id);
  const same = now !== -1 && (lane.waiting[now + 1]?.id ?? null) === place.before;
  return same ? null : place;
}

/** "place 2 of 5 in Urgent". */
export function positionText(dealt: readonly LaneRows[], id: string): string {
  for (const lane of dealt) {
    const at = lane.waiting.findIndex((row) => row.id === id);
    if (at !== -1) return `place ${at + 1} of ${lane.waiting.length} in ${laneLabels[lane.lane]}`;
  }
  return 'no longer waiting';
}

/** What a task in the queue does or waits for, in a line. */
export function statusText(row: QueueRow): string {
  if (row.status === 'queued') return row.waiting?.text ?? 'Waits for its turn.';
  const where = row.agentName ?? 'an agent';
  if (row.status === 'assigned') return `Offered to ${where}, not taken yet.`;
  if (row.blocked !== null) return `Blocked on ${where}: ${row.blocked}`;
  const parts = [
    row.percent === null ? null : `${Math.round(row.percent)} %`,
    row.note === '' ? null : row.note,
  ];
  return [`On ${where}`, ...parts.filter((part) => part !== null)].join(' · ');
}

export function queueFact(queued: Readonly<Record<Lane, number>>, running: number): string {
  const waiting = lanes.reduce((sum, lane) => sum + queued[lane], 0);
  return `${formatCount(waiting, 'task')} waiting, ${formatNumber(running)} running`;
}
