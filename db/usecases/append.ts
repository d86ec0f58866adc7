import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { type ActorId, type DeviceId, type EventId, OpId } from '../../core/kernel/ids.ts';
import { type OpEnvelope, patchJson, signingText } from '../../core/kernel/op.ts';
import { noWorkspace, Refusal } from '../failures.ts';
import { eventIdOf } from '../records/revision-ids.ts';
import { applyEvent } from '../reducers/apply-event.ts';
import { applyOp } from '../reducers/apply-op.ts';
import type { OpRow } from '../tables/op.ts';
import { firstOp, lastClockOn } from '../tables/register.ts';
import { readWorkspace } from '../tables/workspace.ts';
import type { Transaction } from '../transaction.ts';

export interface OpsInput {
  readonly actorId: ActorId;
  readonly correlation: string;
  readonly ops: readonly EntityOp[];
  /** Signs the canonical text of each op. */
  readonly sign?: ((text: string) => string) | undefined;
}

export function thisDevice(tx: Transaction): DeviceId {
  const device = readWorkspace(tx.db)?.deviceId;
  if (device === undefined) {
    throw new Refusal(noWorkspace().error);
  }
  return device;
}

/** Writes ops to the log and applies them. */
export function appendOps(tx: Transaction, input: OpsInput): OpRow[] {
  const device = thisDevice(tx);
  const rows: OpRow[] = [];
  for (const draft of input.ops) {
    const unsigned: Omit<OpEnvelope, 'signature'> = {
      id: OpId.parse(tx.id('op')),
      hlc: tx.stamp(device, latestOf(tx, draft, input)),
      device,
      actor: input.actorId,
      correlation: input.correlation,
      entity: draft.entity,
      patch: draft.patch,
    };
    const row: OpRow = {
      seq: tx.nextSeq(),
      id: unsigned.id,
      hlc: unsigned.hlc,
      device,
      actor: input.actorId,
      correlation: input.correlation,
      kind: draft.entity.kind,
      entityId: draft.entity.id,
      patch: patchJson.write({ ...draft.patch }),
      signature: input.sign?.(signingText(unsigned)) ?? null,
    };
    tx.logOp(row);
    applyOp(tx, row);
    rows.push(row);
  }
  return rows;
}

/** What an op has to be later than: what it decides again, and the enrolment of whoever signs it. */
function latestOf(tx: Transaction, { entity, patch }: EntityOp, { actorId, sign }: OpsInput): string | null {
  const clocks = [
    lastClockOn(tx.db, entity, Object.keys(patch)),
    sign === undefined ? null : (firstOp(tx.db, 'actor', actorId)?.hlc ?? null),
  ].filter((clock) => clock !== null);
  return clocks.toSorted().at(-1) ?? null;
}

export interface EventInput {
  readonly source: string;
  readonly sourceId: string;
  readonly kind: string;
  readonly at: number;
  readonly payload: string;
}

/** Writes an event and applies it. Null when this source delivered it before: nothing is done then. */
export function appendEvent(tx: Transaction, input: EventInput): EventId | null {
  const id = eventIdOf(input.source, input.sourceId);
  const row = { ...input, id, seq: tx.nextSeq() };
  if (!tx.logEvent(row)) return null;
  applyEvent(tx, row);
  return id;
}
