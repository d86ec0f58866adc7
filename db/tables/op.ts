import type { EntityKind } from '../../core/domain/entity-kinds.ts';
import { packHlc } from '../../core/kernel/hlc.ts';
import type { ActorId, DeviceId, OpId } from '../../core/kernel/ids.ts';
import { type OpEnvelope, patchJson } from '../../core/kernel/op.ts';
import type { Result } from '../../core/kernel/result.ts';
import type { Reader, Writer } from '../handle.ts';

export interface OpRow {
  readonly seq: number;
  readonly id: OpId;
  readonly hlc: string;
  readonly device: DeviceId;
  readonly actor: ActorId;
  readonly correlation: string;
  readonly kind: EntityKind;
  readonly entityId: string;
  /** Versioned JSON, see `patchJson`. */
  readonly patch: string;
  readonly signature: string | null;
}

const COLUMNS = `seq, id, hlc, device_id AS device, actor_id AS actor, correlation, entity_kind AS kind,
  entity_id AS entityId, patch, signature`;

export function insertOp(db: Writer, row: OpRow): void {
  db.run(
    `INSERT INTO op (seq, id, hlc, device_id, actor_id, correlation, entity_kind, entity_id, patch, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.seq,
    row.id,
    row.hlc,
    row.device,
    row.actor,
    row.correlation,
    row.kind,
    row.entityId,
    row.patch,
    row.signature,
  );
}

/** The op of this id, or the one that has its stamp: a device gives each stamp once. */
export function readOp(db: Reader, id: OpId, hlc: string): OpRow | null {
  return db.get<OpRow>(
    `SELECT ${COLUMNS} FROM op WHERE id = ? OR hlc = ? ORDER BY id = ? DESC LIMIT 1`,
    id,
    hlc,
    id,
  );
}

/** The greatest stamp in the log, of those that are not behind a time if one is given. */
export function lastClock(db: Reader, upTo?: number): string | null {
  return upTo === undefined
    ? db.value<string>('SELECT max(hlc) FROM op')
    : db.value<string>('SELECT max(hlc) FROM op WHERE hlc < ?', firstOf(upTo + 1));
}

/** How many ops of a device are stamped later than a time, and the last of these stamps. */
export function opsLaterThan(
  db: Reader,
  device: DeviceId,
  millis: number,
): { readonly count: number; readonly last: string | null } {
  return (
    db.get<{ count: number; last: string | null }>(
      'SELECT count(*) AS count, max(hlc) AS last FROM op WHERE hlc >= ? AND device_id = ?',
      firstOf(millis + 1),
      device,
    ) ?? { count: 0, last: null }
  );
}

/** What is smaller than every stamp of this millisecond and greater than any before it. */
function firstOf(millis: number): string {
  return packHlc({ millis, counter: 0 }, '');
}

export function opsAfter(db: Reader, seq: number, upTo: number, limit: number): OpRow[] {
  return db.all<OpRow>(
    `SELECT ${COLUMNS} FROM op WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    seq,
    upTo,
    limit,
  );
}

export function countOps(db: Reader): number {
  return db.value<number>('SELECT count(*) FROM op') ?? 0;
}

/** Signed ops, and those of the kinds given, which should be. */
export function opsToVerify(db: Reader, kinds: readonly string[], after: number, limit: number): OpRow[] {
  return db.all<OpRow>(
    `SELECT ${COLUMNS} FROM op
     WHERE seq > ? AND (signature IS NOT NULL OR entity_kind IN (SELECT value FROM json_each(?))) ORDER BY seq LIMIT ?`,
    after,
    JSON.stringify(kinds),
    limit,
  );
}

/** By the clock. */
export function opsOn(db: Reader, kind: string, id: string): OpRow[] {
  return db.all<OpRow>(
    `SELECT ${COLUMNS} FROM op WHERE entity_kind = ? AND entity_id = ? ORDER BY hlc`,
    kind,
    id,
  );
}

/** By the clock. */
export function signedOpsBy(db: Reader, actorId: string): OpRow[] {
  return db.all<OpRow>(
    `SELECT ${COLUMNS} FROM op WHERE actor_id = ? AND signature IS NOT NULL ORDER BY hlc`,
    actorId,
  );
}

/** Per device, the last clock of what an actor signed there. */
export function lastSignedBy(db: Reader, actorId: string): Record<string, string> {
  const rows = db.all<{ device: string; last: string }>(
    `SELECT device_id AS device, max(hlc) AS last FROM op WHERE actor_id = ? AND signature IS NOT NULL GROUP BY device_id`,
    actorId,
  );
  return Object.fromEntries(rows.map(({ device, last }) => [device, last]));
}

/** Who signed anything on a device. */
export function signersOn(db: Reader, device: DeviceId): ActorId[] {
  return db.column<ActorId>(
    'SELECT DISTINCT actor_id FROM op WHERE signature IS NOT NULL AND device_id = ?',
    device,
  );
}

export function deleteOp(db: Writer, seq: number): void {
  db.run('DELETE FROM unsealed_op WHERE seq = ?', seq);
  db.run('DELETE FROM op WHERE seq = ?', seq);
}

/** An op as it is signed and sent. */
export function envelopeOf(row: OpRow): Result<OpEnvelope> {
  const patch = patchJson.read(row.patch);
  if (!patch.ok) return patch;
  return {
    ok: true,
    value: {
      id: row.id,
      hlc: row.hlc,
      device: row.device,
      actor: row.actor,
      correlation: row.correlation,
      entity: { kind: row.kind, id: row.entityId },
      patch: patch.value,
      signature: row.signature,
    },
  };
}

/** The decision on a conflict that was made with an edit, or alone. */
export function conflictOpOf(
  db: Reader,
  correlation: string,
): { readonly entityId: string; readonly keep: string | null } | null {
  return db.get<{ entityId: string; keep: string | null }>(
    `SELECT entity_id AS entityId, patch ->> '$.d.resolved.value' AS keep FROM op
     WHERE correlation = ? AND entity_kind = 'conflict' ORDER BY seq LIMIT 1`,
    correlation,
  );
}
