import type { ExtraOf, ParsedInputOf } from '../../../../../core/contract/index.ts';
import { Lane } from '../../../../../core/domain/fleet/tasks/task.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { oneOfEachId } from '../known-hubs.ts';

/** What is open at every hub, lane by lane; within a lane each hub serves its own in this order. */
export function queuesView(
  { hubs }: FleetDeps,
  { hubId }: ParsedInputOf<'tasks.queue'>,
): ViewAnswer<'tasks.queue'> {
  const [own, ...others] = hubs
    .all()
    .filter(({ id }) => hubId === null || id === hubId)
    .map(({ live }) => live.queue.read());
  if (own === undefined)
    return {
      rows: [],
      extra: { queued: { urgent: 0, high: 0, normal: 0, low: 0 }, running: 0, deadLetters: 0 },
    };
  if (others.length === 0) return own;
  const queues = [own, ...others];
  const rows = queues.flatMap((queue) => queue.rows);
  const sum = (of: (extra: ExtraOf<'tasks.queue'>) => number): number =>
    queues.reduce((total, { extra }) => total + of(extra), 0);
  return {
    rows: oneOfEachId(Lane.options.flatMap((lane) => rows.filter((row) => row.lane === lane))),
    extra: {
      queued: {
        urgent: sum(({ queued }) => queued.urgent),
        high: sum(({ queued }) => queued.high),
        normal: sum(({ queued }) => queued.normal),
        low: sum(({ queued }) => queued.low),
      },
      running: sum(({ running }) => running),
      deadLetters: sum(({ deadLetters }) => deadLetters),
    },
  };
}
