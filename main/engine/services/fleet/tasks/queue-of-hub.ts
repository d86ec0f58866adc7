import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

const empty = { queued: { urgent: 0, high: 0, normal: 0, low: 0 }, running: 0, deadLetters: 0 };

/** The queue of one hub: two hubs serve theirs in no common order. */
export function queueView(
  { hubs }: FleetDeps,
  { hubId }: ParsedInputOf<'tasks.queue'>,
): ViewAnswer<'tasks.queue'> {
  return hubs.find(hubId ?? hubs.own.id)?.live.queue.read() ?? { rows: [], extra: empty };
}
