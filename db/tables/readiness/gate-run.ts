import type { DeviceId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';
import type { GateRunEntry } from '../../records/readiness/gate.ts';

export function insertGateRun(db: Writer, row: GateRunEntry): void {
  db.run(
    `INSERT INTO gate_run (id, device_id, gate_id, at, decision, failed, total, version, commit_id, environment, actor_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.deviceId,
    row.gateId,
    row.at,
    row.decision,
    row.failed,
    row.total,
    row.version,
    row.commit,
    row.environment,
    row.actorId,
  );
}

/** Runs of a gate on one device beyond its newest, or dated after a moment. */
export function outdatedRuns(
  db: Reader,
  gateId: string,
  device: DeviceId,
  keep: number,
  after: number | null,
): string[] {
  return db.column<string>(
    `SELECT id FROM (
       SELECT id, at, row_number() OVER (ORDER BY at DESC, id DESC) AS place
       FROM gate_run WHERE gate_id = ? AND device_id = ?)
     WHERE place > ? OR at > ?`,
    gateId,
    device,
    keep,
    after,
  );
}

/** The newest at the place asked for, counted from 0; null where there are fewer. */
export function runAtPlace(
  db: Reader,
  gateId: string,
  device: DeviceId,
  place: number,
): { readonly at: number; readonly id: string } | null {
  return db.get(
    `SELECT at, id FROM gate_run WHERE gate_id = ? AND device_id = ? ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?`,
    gateId,
    device,
    place,
  );
}

export function deleteRun(db: Writer, device: DeviceId, id: string): void {
  db.run('DELETE FROM gate_run WHERE device_id = ? AND id = ?', device, id);
}
