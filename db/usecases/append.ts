import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { type ActorId, type DeviceId, type EventId, OpId } from '../../core/kernel/ids.ts';
import { type OpEnvelope, patchJson, signingText } from '../../core/kernel/op.ts';
import { fail } from '../../core/kernel/result.ts';
import { eventIdOf } from '../records/revision-ids.ts';
import { applyEvent } from '../reducers/apply-event.ts';
import { applyOp } from '../reducers/apply-op.ts';
import { writeCursor } from '../tables/cursor.ts';
import { insertEvent } from '../tables/event.ts';
import { insertOp, type OpRow } from '../tables/op.ts';
import { insertOutbox, trimOutbox } from '../tables/outbox.ts';
import { readWorkspace } from '../tables/workspace.ts';
import { Refusal, type Transaction } from '../transaction.ts';

export interface OpsInput {
  readonly actorId: ActorId;
  readonly correlation: string;
  readonly ops: readonly EntityOp[];
  /** Keep them from other devices until `releaseOutbox`. */
  readonly held?: boolean;
  /** Signs the canonical text of each op. */
  readonly sign?: ((text: string) => string) | undefined;
}

/** Cursor under which the cut of the outbox is noted: peers that stand below it start from the op log. */
export const OUTBOX_FLOOR = 'outbox:floor';

export function thisDevice(tx: Transaction): DeviceId {
  const device = readWorkspace(tx.db)?.deviceId;
  if (device === undefined) {
    throw new Refusal(
      fail('workspace.missing', 'This database holds no workspace yet. Create one first.').error,
    );
  }
  return device;
}

/** Writes ops to the log and the outbox and applies them. */
export function appendOps(tx: Transaction, input: OpsInput): OpRow[] {
  const device = thisDevice(tx);
  const rows: OpRow[] = [];
  for (const draft of input.ops) {
    const unsigned: Omit<OpEnvelope, 'signature'> = {
      id: OpId.parse(tx.id('op')),
      hlc: tx.stamp(device),
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
    insertOp(tx.db, row);
    insertOutbox(tx.db, row.seq, input.correlation, input.held ?? false);
    applyOp(tx, row);
    rows.push(row);
  }
  const floor = trimOutbox(tx.db);
  if (floor !== null) writeCursor(tx.db, OUTBOX_FLOOR, String(floor), tx.now);
  return rows;
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
  if (!insertEvent(tx.db, row)) return null;
  applyEvent(tx, row);
  return id;
}
