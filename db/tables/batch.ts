import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SealedBatch } from '../../core/domain/sync/batch.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

export interface KeptBatch extends SealedBatch {
  readonly hash: string;
  /** Null where the text names none that can be read. */
  readonly deviceId: DeviceId | null;
  readonly counter: number | null;
  readonly state: 'accepted' | 'parked' | 'set-aside';
  readonly reason: string | null;
  readonly detail: string | null;
}

interface Row extends Omit<KeptBatch, 'body'> {
  readonly body: Uint8Array;
}

const COLUMNS = 'hash, signature, device_id AS deviceId, counter, state, reason, detail, body';

/** Keeps a batch, or writes down what became of one that was parked, all of which may be known only now. */
export function putBatch(db: Writer, batch: KeptBatch, at: number): void {
  db.run(
    `INSERT INTO batch (hash, signature, device_id, counter, state, reason, detail, kept_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash, signature) DO UPDATE SET device_id = excluded.device_id, counter = excluded.counter, state = excluded.state,
       reason = excluded.reason, detail = excluded.detail
     WHERE state = 'parked'`,
    batch.hash,
    batch.signature,
    batch.deviceId,
    batch.counter,
    batch.state,
    batch.reason,
    batch.detail,
    at,
    deflateRawSync(batch.body),
  );
}

export function batchHash(db: Reader, device: DeviceId, counter: number): string | null {
  return db.value<string>(
    "SELECT hash FROM batch WHERE device_id = ? AND counter = ? AND state = 'accepted'",
    device,
    counter,
  );
}

/** The end of a device's chain; null before its first batch. */
export function lastAccepted(
  db: Reader,
  device: DeviceId,
): { readonly counter: number; readonly hash: string } | null {
  return db.get<{ counter: number; hash: string }>(
    "SELECT counter, hash FROM batch WHERE device_id = ? AND state = 'accepted' ORDER BY counter DESC LIMIT 1",
    device,
  );
}

export function batchesAfter(db: Reader, device: DeviceId, counter: number, limit: number): KeptBatch[] {
  return db
    .all<Row>(
      `SELECT ${COLUMNS} FROM batch WHERE device_id = ? AND counter > ? AND state = 'accepted' ORDER BY counter LIMIT ?`,
      device,
      counter,
      limit,
    )
    .map(batchOf);
}

/** What a kept batch is found by: the text and who signed it. */
export type BatchKey = Pick<KeptBatch, 'hash' | 'signature'>;

const KEY = 'SELECT hash, signature FROM batch';

/** In the order in which they can be accepted at best. */
export function parkedBatches(db: Reader): BatchKey[] {
  return db.all<BatchKey>(`${KEY} WHERE state = 'parked' ORDER BY device_id, counter`);
}

/** Those that may be the next of a device's chain. */
export function parkedAt(db: Reader, device: DeviceId, counter: number): BatchKey[] {
  return db.all<BatchKey>(`${KEY} WHERE state = 'parked' AND device_id = ? AND counter = ?`, device, counter);
}

/** Those of unknown devices that keys which came since may prove: their own, or those of who enrols them in it. */
export function parkedForKeys(db: Reader): BatchKey[] {
  return db.all<BatchKey>(
    `${KEY} WHERE state = 'parked' AND reason = 'device.unknown'
       AND (counter = 1 OR device_id IN (SELECT id FROM device WHERE signing_key IS NOT NULL))
     ORDER BY device_id, counter`,
  );
}

/** Null where it waits no longer. */
export function readParkedBatch(db: Reader, { hash, signature }: BatchKey): KeptBatch | null {
  const row = db.get<Row>(
    `SELECT ${COLUMNS} FROM batch WHERE hash = ? AND signature = ? AND state = 'parked'`,
    hash,
    signature,
  );
  return row === null ? null : batchOf(row);
}

/** How many wait for one of these reasons, beside this one, which may be kept already. */
export function countOtherParkedBatches(
  db: Reader,
  { hash, signature }: BatchKey,
  reasons: readonly string[],
): number {
  return (
    db.value<number>(
      `SELECT count(*) FROM batch
       WHERE state = 'parked' AND (hash, signature) <> (?, ?) AND reason IN (SELECT value FROM json_each(?))`,
      hash,
      signature,
      JSON.stringify(reasons),
    ) ?? 0
  );
}

/** Of refused batches only the newest are kept. */
export function trimRefusedBatches(db: Writer, keep: number): void {
  db.run(
    `DELETE FROM batch WHERE rowid IN
       (SELECT rowid FROM batch WHERE state = 'set-aside' ORDER BY kept_at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
    keep,
  );
}

export function batchDevices(db: Reader): DeviceId[] {
  return db.column<DeviceId>(
    "SELECT DISTINCT device_id FROM batch WHERE state = 'accepted' ORDER BY device_id",
  );
}

function batchOf({ body, ...row }: Row): KeptBatch {
  return { ...row, body: inflateRawSync(body).toString('utf8') };
}
