import { Severity } from '../../../core/domain/alerts/alert.ts';
import type { AlertDelivery } from '../../../core/domain/alerts/alert-delivery.ts';
import type { OpenGroup } from '../../../core/domain/alerts/group-words.ts';
import type { AlertId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';

const GROUP = `a.labels ->> '$.d.alertname'`;
/** Orders the worst first. */
export const SEVERITY_RANK = `CASE a.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END`;
/** Fires, and nobody has taken it on at the moment that is bound: as `ackInForce` says. */
export const OPEN_ALERT = `a.state = 'firing' AND NOT EXISTS (SELECT 1 FROM alert_ack k
  WHERE k.alert_id = a.id AND k.acked_at >= a.since AND (k.until IS NULL OR k.until > ?))`;

/** The groups in which an alert fires that nobody has taken on. */
export function openGroupIds(db: Reader, now: number): ReadonlySet<string> {
  return new Set(db.column<string>(`SELECT DISTINCT ${GROUP} FROM alert a WHERE ${OPEN_ALERT}`, now));
}

/** Null: none of it is open. */
export function openGroup(db: Reader, group: string, now: number, shown: number): OpenGroup | null {
  const worst = db.all<{ severity: string; summary: string; detail: string }>(
    `SELECT a.severity, a.summary, a.detail FROM alert a WHERE ${OPEN_ALERT} AND ${GROUP} = ?
     ORDER BY ${SEVERITY_RANK}, a.since DESC, a.id LIMIT ?`,
    now,
    group,
    shown,
  );
  const severity = Severity.safeParse(worst[0]?.severity);
  if (!severity.success) return null;
  const count = db.value<number>(
    `SELECT count(*) FROM alert a WHERE ${OPEN_ALERT} AND ${GROUP} = ?`,
    now,
    group,
  );
  return { count: count ?? 0, severity: severity.data, worst };
}

export function openAlertIds(db: Reader, group: string, now: number): readonly AlertId[] {
  return db.column<AlertId>(
    `SELECT a.id FROM alert a WHERE ${OPEN_ALERT} AND ${GROUP} = ? ORDER BY a.id`,
    now,
    group,
  );
}

/** The groups of alerts that were taken on for a time, which ran out between these moments while they fire. */
export function groupsLetGo(db: Reader, after: number, until: number): readonly string[] {
  return db.column<string>(
    `SELECT DISTINCT ${GROUP} FROM alert_ack k CROSS JOIN alert a ON a.id = k.alert_id
     WHERE a.state = 'firing' AND k.acked_at >= a.since AND k.until > ? AND k.until <= ?`,
    after,
    until,
  );
}

/** How alerts were told of here, the newest first. */
export function listAlertDeliveries(db: Reader, limit: number): readonly AlertDelivery[] {
  return db.all<AlertDelivery>(
    'SELECT group_id AS "group", at, channel, state, reason FROM alert_delivery ORDER BY n DESC LIMIT ?',
    limit,
  );
}
