import type { Severity } from '../../../core/domain/trackers/findings/severity.ts';
import type { FindingId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';

export interface UrgentFinding {
  readonly id: FindingId;
  readonly title: string;
  /** The first of its places. */
  readonly trackerName: string;
  readonly line: number;
}

export interface UrgentFindings {
  readonly rows: readonly UrgentFinding[];
  /** However many rows there are. */
  readonly count: number;
}

const FIRST_PLACE = `(SELECT p.ordinal FROM finding_place p JOIN tracker t ON t.id = p.tracker_id
  WHERE p.finding_id = f.id AND t.removed_at IS NULL ORDER BY p.ordinal LIMIT 1)`;

/** Open findings of a severity, those of some rules left out. */
export function urgentFindings(
  read: Reader,
  {
    severity,
    without,
    limit,
  }: { readonly severity: Severity; readonly without: readonly string[]; readonly limit: number },
): UrgentFindings {
  const open = `f.severity = ? AND f.rule NOT IN (SELECT value FROM json_each(?))
    AND f.id NOT IN (SELECT finding_id FROM finding_acceptance) AND ${FIRST_PLACE} IS NOT NULL`;
  const rules = JSON.stringify(without);
  const rows = read.all<UrgentFinding>(
    `SELECT f.id, f.title, t.name AS trackerName, p.line FROM finding f
     JOIN finding_place p ON p.finding_id = f.id AND p.ordinal = ${FIRST_PLACE} JOIN tracker t ON t.id = p.tracker_id
     WHERE ${open} ORDER BY f.grp, f.rowid LIMIT ?`,
    severity,
    rules,
    limit,
  );
  const count =
    rows.length < limit
      ? rows.length
      : read.value<number>(`SELECT count(*) FROM finding f WHERE ${open}`, severity, rules);
  return { rows, count: count ?? 0 };
}
