import { type AlertRow, ackInForce, Severity, severities } from '../../../core/domain/alerts/alert.ts';
import type { AlertChange } from '../../../core/domain/alerts/alert-change.ts';
import type { AlertId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { alertChangeJson, alertSourceJson } from '../../json-columns.ts';
import { ALERT_COLUMNS, labelsOf, type StoredAlert } from '../../records/alert.ts';
import { OPEN_ALERT, SEVERITY_RANK } from './open-groups.ts';

type ListedAlert = StoredAlert & {
  readonly ackComment: string | null;
  readonly ackUntil: number | null;
  readonly ackAt: number | null;
  readonly ackBy: string | null;
};

const LISTED = `SELECT ${ALERT_COLUMNS}, k.comment AS ackComment, k.until AS ackUntil, k.acked_at AS ackAt,
    coalesce(p.name, k.acked_by) AS ackBy
  FROM alert a LEFT JOIN alert_ack k ON k.alert_id = a.id LEFT JOIN actor p ON p.id = k.acked_by`;

export interface AlertFilter {
  readonly states: readonly ('pending' | 'firing' | 'resolved')[];
  readonly limit: number;
}

/** The worst first, then the newest; beyond the limit they are only counted. */
export function listAlerts(
  db: Reader,
  { states, limit }: AlertFilter,
  now: number,
): { readonly rows: readonly AlertRow[]; readonly total: number } {
  const wanted = JSON.stringify(states);
  const rows = db.all<ListedAlert>(
    `${LISTED} WHERE a.state IN (SELECT value FROM json_each(?))
     ORDER BY ${SEVERITY_RANK}, a.since DESC, a.id LIMIT ?`,
    wanted,
    limit,
  );
  const total = db.value<number>(
    'SELECT count(*) FROM alert WHERE state IN (SELECT value FROM json_each(?))',
    wanted,
  );
  return { rows: rows.flatMap((row) => alertRow(row, now) ?? []), total: total ?? 0 };
}

export function findAlert(db: Reader, id: string, now: number): AlertRow | null {
  const row = db.get<ListedAlert>(`${LISTED} WHERE a.id = ?`, id);
  return row === null ? null : alertRow(row, now);
}

export interface AlertCounts {
  readonly firing: number;
  readonly unacknowledged: number;
  readonly worst: Severity | null;
}

/** Of what fires now and nobody has taken on; `worst` is of those. */
export function countAlerts(db: Reader, now: number): AlertCounts {
  const firing = db.value<number>("SELECT count(*) FROM alert WHERE state = 'firing'") ?? 0;
  const open = db.all<{ severity: string; count: number }>(
    `SELECT a.severity, count(*) AS count FROM alert a WHERE ${OPEN_ALERT} GROUP BY a.severity`,
    now,
  );
  return {
    firing,
    unacknowledged: open.reduce((sum, { count }) => sum + count, 0),
    worst: severities.find((severity) => open.some((row) => row.severity === severity)) ?? null,
  };
}

/** What became of an alert, the newest first. */
export function alertChanges(
  db: Reader,
  id: AlertId,
  limit: number,
): readonly (AlertChange & { readonly id: string; readonly at: number })[] {
  return db
    .all<{ id: string; at: number; change: string }>(
      'SELECT id, at, change FROM alert_change WHERE alert_id = ? ORDER BY at DESC, id DESC LIMIT ?',
      id,
      limit,
    )
    .flatMap(({ id: eventId, at, change }) => {
      const read = alertChangeJson.read(change);
      return read.ok ? [{ ...read.value, id: eventId, at }] : [];
    });
}

function alertRow(row: ListedAlert, now: number): AlertRow | null {
  const source = alertSourceJson.read(row.source);
  const severity = Severity.safeParse(row.severity);
  if (!source.ok || !severity.success) return null;
  const { ackAt, ackBy, ackComment, ackUntil } = row;
  const ack =
    ackAt === null || ackBy === null
      ? null
      : { at: ackAt, by: ackBy, comment: ackComment ?? '', until: ackUntil };
  return {
    id: row.id,
    source: source.value,
    summary: row.summary,
    detail: row.detail,
    severity: severity.data,
    state: row.state,
    labels: labelsOf(row.labels),
    value: row.value,
    since: row.since,
    sinceAtLeast: row.sinceAtLeast === 1,
    firedAt: row.firedAt,
    resolvedAt: row.resolvedAt,
    ack: row.state === 'firing' ? ackInForce(ack, row.since, now) : null,
    route: row.route,
  };
}
