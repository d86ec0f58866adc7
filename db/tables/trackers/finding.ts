import type { Severity } from '../../../core/domain/trackers/findings/severity.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface FindingRecord {
  readonly id: string;
  readonly scope: string;
  readonly rule: string;
  readonly group: string;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly foundAt: number;
}

export interface FindingPlace {
  readonly trackerId: string;
  readonly itemId: string | null;
  readonly line: number;
  readonly says: string;
}

/** When each finding of a scope was first seen, so that finding it again doesn't make it new. */
export function findingsFirstSeen(db: Reader, scope: string): Map<string, number> {
  const rows = db.all<{ id: string; at: number }>(
    'SELECT id, found_at AS at FROM finding WHERE scope = ?',
    scope,
  );
  return new Map(rows.map((row) => [row.id, row.at]));
}

export function readFindingBases(db: Reader): ReadonlyMap<string, string> {
  const rows = db.all<{ id: string; basis: string }>('SELECT tracker_id AS id, basis FROM finding_basis');
  return new Map(rows.map((row) => [row.id, row.basis]));
}

export function putFindingBasis(db: Writer, trackerId: string, basis: string): void {
  db.run(
    'INSERT INTO finding_basis (tracker_id, basis) VALUES (?, ?) ON CONFLICT DO UPDATE SET basis = excluded.basis',
    trackerId,
    basis,
  );
}

/** Trackers under which the findings of a scope are listed first. */
export function findingTrackers(db: Reader, scope: string): TrackerId[] {
  return db.column<TrackerId>(
    `SELECT DISTINCT p.tracker_id FROM finding f JOIN finding_place p ON p.finding_id = f.id AND p.ordinal = 0
     WHERE f.scope = ?`,
    scope,
  );
}

export function deleteFindingsOfScope(db: Writer, scope: string): number {
  return db.run('DELETE FROM finding WHERE scope = ?', scope);
}

export function insertFinding(db: Writer, row: FindingRecord, places: readonly FindingPlace[]): void {
  const fresh = db.run(
    `INSERT OR IGNORE INTO finding (id, scope, rule, grp, severity, title, explanation, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.scope,
    row.rule,
    row.group,
    row.severity,
    row.title,
    row.explanation,
    row.foundAt,
  );
  if (fresh === 0) return;
  for (const [ordinal, place] of places.entries()) {
    db.run(
      'INSERT INTO finding_place (finding_id, ordinal, tracker_id, item_id, line, says) VALUES (?, ?, ?, ?, ?, ?)',
      row.id,
      ordinal,
      place.trackerId,
      place.itemId,
      place.line,
      place.says,
    );
  }
}

export function findingExists(db: Reader, id: string): boolean {
  return db.value<number>('SELECT 1 FROM finding WHERE id = ?', id) !== null;
}
