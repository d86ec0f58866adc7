import type { RowOf } from '../../../../../core/contract/index.ts';
import type { FleetEvent } from '../../../../../core/domain/fleet/events.ts';
import type { FleetFacts } from '../../../../../core/domain/fleet/fleet-view.ts';
import type { OpenTask } from '../../../../../core/domain/fleet/state.ts';
import { Lane } from '../../../../../core/domain/fleet/tasks/task.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { TaskRows } from './task-rows.ts';
import type { WaitReasonCache } from './wait-reason-cache.ts';

export interface QueueView {
  read(): ViewAnswer<'tasks.queue'>;
  follow(events: readonly FleetEvent[]): void;
  forget(): void;
}

const places = new Map(Lane.options.map((lane, place) => [lane, place]));
const placeOf = (lane: Lane): number => places.get(lane) ?? places.size;

/** Events of a running attempt: they neither bring nor take nor move a task. */
const inPlace: ReadonlySet<FleetEvent['type']> = new Set([
  'task.assigned',
  'task.accepted',
  'task.progressed',
  'task.blocked',
  'task.unblocked',
  'task.verified',
  'task.transcript',
]);

/** Everything open, as the lanes are served. The order is kept until a task comes, goes or moves. */
export function createQueueView(
  state: () => FleetFacts,
  rows: TaskRows,
  waiting: WaitReasonCache,
  deadLetters: () => number,
): QueueView {
  let order: readonly OpenTask[] | null = null;
  return {
    read() {
      const { tasks } = state();
      order ??= [...tasks.values()].toSorted(
        (a, b) => placeOf(a.lane) - placeOf(b.lane) || a.rank - b.rank || (a.id < b.id ? -1 : 1),
      );
      waiting.begin();
      const queued = { urgent: 0, high: 0, normal: 0, low: 0 };
      let running = 0;
      const shown: RowOf<'tasks.queue'>[] = [];
      for (const task of order) {
        if (task.status === 'queued') queued[task.lane] += 1;
        else running += 1;
        shown.push(rows.of(task));
      }
      return { rows: shown, extra: { queued, running, deadLetters: deadLetters() } };
    },
    follow(events) {
      if (events.some(({ type }) => !inPlace.has(type))) order = null;
    },
    forget() {
      order = null;
    },
  };
}
