import type { ActorId, AlertId, DeviceId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { StoredAlert } from '../../records/alert.ts';

export function putAlert(db: Writer, row: StoredAlert): void {
  db.run(
    `INSERT OR REPLACE INTO alert (id, source, key, about, labels, severity, state, summary, detail, value, route, since,
       since_at_least, fired_at, ending_since, resolved_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.source,
    row.key,
    row.about,
    row.labels,
    row.severity,
    row.state,
    row.summary,
    row.detail,
    row.value,
    row.route,
    row.since,
    row.sinceAtLeast,
    row.firedAt,
    row.endingSince,
    row.resolvedAt,
  );
}

export function deleteAlert(db: Writer, id: AlertId): void {
  db.run('DELETE FROM alert WHERE id = ?', id);
}

export function putAck(
  db: Writer,
  row: {
    readonly alertId: AlertId;
    readonly comment: string;
    readonly until: number | null;
    readonly by: ActorId;
    readonly at: number;
  },
): void {
  db.run(
    'INSERT OR REPLACE INTO alert_ack (alert_id, comment, until, acked_by, acked_at) VALUES (?, ?, ?, ?, ?)',
    row.alertId,
    row.comment,
    row.until,
    row.by,
    row.at,
  );
}

export function deleteAck(db: Writer, id: AlertId): void {
  db.run('DELETE FROM alert_ack WHERE alert_id = ?', id);
}

export function putAlertChange(
  db: Writer,
  row: {
    readonly id: string;
    readonly alertId: AlertId;
    readonly deviceId: DeviceId;
    readonly at: number;
    readonly change: string;
  },
): void {
  db.run(
    'INSERT OR REPLACE INTO alert_change (id, alert_id, device_id, at, change) VALUES (?, ?, ?, ?, ?)',
    row.id,
    row.alertId,
    row.deviceId,
    row.at,
    row.change,
  );
}

export function setJudgedAt(db: Writer, at: number): void {
  db.run('INSERT OR REPLACE INTO alert_judged (one, at) VALUES (1, ?)', at);
}
