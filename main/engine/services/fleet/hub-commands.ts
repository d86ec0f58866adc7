import {
  type DeliverableCommand,
  deliverableCommandJson,
} from '../../../../core/domain/fleet/decide/deliverable-command.ts';
import { hasEnded } from '../../../../core/domain/sync/delivery.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { type Failure, fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { NewDelivery } from '../../../../db/records/delivery.ts';
import { addDeliveries } from '../../../../db/usecases/deliveries.ts';
import type { FleetDeps } from './fleet-deps.ts';

/** How long a person's command is still what they meant. */
const meantForMs = 7 * 24 * 60 * 60 * 1000;
/** How long a call waits for the hub's answer: the hub of this machine gives it at once. */
const answerWithinMs = 10_000;

/** A command to the hub, to be sent when what it follows from is written. */
export function orderFor({ clock, entropy, hubOrders }: FleetDeps, command: DeliverableCommand): NewDelivery {
  return {
    id: randomId(entropy, 'dl'),
    destination: hubOrders.destination,
    kind: command.type,
    payload: deliverableCommandJson.write(command),
    expiresAt: clock.now() + meantForMs,
  };
}

/** What the hub answered: done, refused with its reason, or `hub.waiting` where it has not answered yet. */
export async function hubAnswer({ hubOrders }: FleetDeps, id: string): Promise<Result<null>> {
  const row = await hubOrders.answer(id, answerWithinMs);
  if (row?.state === 'confirmed') return ok(null);
  const reason = row?.reason ?? null;
  if (row !== null && hasEnded(row.state) && reason !== null) return { ok: false, error: reason };
  return waiting(reason);
}

export function waiting(reason: Failure | null) {
  const why = reason === null ? '' : ` The reason: ${reason.message}`;
  return fail(
    'hub.waiting',
    `The hub has not confirmed this yet. It is kept and sent again by itself; don't repeat it.${why}`,
  );
}

/** A command that follows from nothing else: written down, sent and answered. */
export async function sendOne(fleet: FleetDeps, command: DeliverableCommand): Promise<Result<null>> {
  const order = orderFor(fleet, command);
  const kept = addDeliveries(fleet.db, [order]);
  return kept.ok ? hubAnswer(fleet, order.id) : kept;
}

/** Several, each answered for itself. */
export async function sendEach(
  fleet: FleetDeps,
  commands: readonly DeliverableCommand[],
): Promise<Result<null>[]> {
  const orders = commands.map((command) => orderFor(fleet, command));
  const kept = addDeliveries(fleet.db, orders);
  if (!kept.ok) return orders.map(() => kept);
  return Promise.all(orders.map(({ id }) => hubAnswer(fleet, id)));
}
