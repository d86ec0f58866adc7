import type { SloPlace } from '../../../core/domain/readiness/slo/slo-value.ts';
import type { DeviceId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';
import type { SloValueRecord } from '../../records/readiness/slo.ts';

export function putSloValue(db: Writer, row: SloValueRecord): void {
  db.run(
    `INSERT INTO slo_value (id, device_id, policy_id, objective, stage, at, value, measured_at, says, digest, evidence_id,
       actor_id, withdrawn_by, withdrawn_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id, device_id) DO UPDATE SET at = excluded.at, actor_id = excluded.actor_id,
       withdrawn_by = excluded.withdrawn_by, withdrawn_at = excluded.withdrawn_at`,
    row.id,
    row.deviceId,
    row.policy,
    row.objective,
    row.stage,
    row.at,
    row.value,
    row.measuredAt,
    row.says,
    row.digest,
    row.evidenceId,
    row.actorId,
    row.withdrawnBy,
    row.withdrawnAt,
  );
}

const OF_DEVICE = 'policy_id = ? AND objective = ? AND stage = ? AND device_id = ?';

/** What a device read of an objective beyond its newest, or dated after a moment. */
export function outdatedReadings(
  db: Reader,
  { policy, objective, stage }: SloPlace,
  device: DeviceId,
  keep: number,
  after: number | null,
): string[] {
  return db.column<string>(
    `SELECT id FROM (
       SELECT id, at, row_number() OVER (ORDER BY at DESC, id DESC) AS place FROM slo_value WHERE ${OF_DEVICE})
     WHERE place > ? OR at > ?`,
    policy,
    objective,
    stage,
    device,
    keep,
    after,
  );
}

export interface PlacedReading {
  readonly id: string;
  readonly at: number;
  readonly value: number | null;
  readonly measuredAt: number;
  readonly says: string;
  readonly digest: string | null;
}

/** The newest of a device at the place asked for, counted from 0; null where there are fewer. */
export function readingAtPlace(
  db: Reader,
  { policy, objective, stage }: SloPlace,
  device: DeviceId,
  place: number,
): PlacedReading | null {
  return db.get<PlacedReading>(
    `SELECT id, at, value, measured_at AS measuredAt, says, digest FROM slo_value
     WHERE ${OF_DEVICE} ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?`,
    policy,
    objective,
    stage,
    device,
    place,
  );
}

export function deleteSloValue(db: Writer, device: DeviceId | '', id: string): void {
  db.run('DELETE FROM slo_value WHERE device_id = ? AND id = ?', device, id);
}
