import { Severity } from '../../../core/domain/trackers/findings/severity.ts';
import type {
  ConflictRow,
  FindingCounts,
  FindingPlace,
  FindingRow,
} from '../../../core/domain/trackers/rows/finding-rows.ts';
import type { FindingId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { conflictSides, readConflicts } from '../../records/conflict.ts';
import { shownItem } from '../../records/item-join.ts';
import { idsShownAs, shownAs } from '../../records/shown-as.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { presentValue } from '../present-value.ts';

const FINDINGS_SHOWN = 5000;
const BY_SEVERITY = `CASE f.severity ${Severity.options.map((name, rank) => `WHEN '${name}' THEN ${rank}`).join(' ')} END`;

/** What was found, most severe first, each with all its places; of one tracker: every finding with a place in it. */
export function listFindings(
  read: Reader,
  { trackerId, accepted }: { readonly trackerId: TrackerId | null; readonly accepted: boolean },
): { readonly rows: FindingRow[] } & FindingCounts {
  const found = read.all<FindingFacts>(
    `SELECT f.id, f.rule, f.grp AS "group", f.severity, f.title, f.explanation, f.found_at AS foundAt,
       a.at AS acceptedAt, a.reason, coalesce(actor.name, a.actor_id) AS acceptedBy
     FROM finding f LEFT JOIN finding_acceptance a ON a.finding_id = f.id LEFT JOIN actor ON actor.id = a.actor_id
     WHERE ${IN_SCOPE} AND (a.finding_id IS NOT NULL) = ?
     ORDER BY ${BY_SEVERITY}, f.grp, f.rowid LIMIT ?`,
    trackerId,
    trackerId,
    accepted ? 1 : 0,
    FINDINGS_SHOWN,
  );
  const places = placesOf(read, trackerId);
  const rows = found.map(({ acceptedAt, acceptedBy, reason, ...row }) => ({
    ...row,
    places: places.get(row.id) ?? [],
    accepted: acceptedAt === null ? null : { by: acceptedBy ?? '', at: acceptedAt, reason: reason ?? '' },
  }));
  return { rows, ...countFindings(read, trackerId) };
}

interface FindingFacts extends Omit<FindingRow, 'places' | 'accepted'> {
  readonly acceptedAt: number | null;
  readonly acceptedBy: string | null;
  readonly reason: string | null;
}

const IN_SCOPE = `f.id IN (SELECT p.finding_id FROM finding_place p JOIN tracker t ON t.id = p.tracker_id
  WHERE t.removed_at IS NULL AND (? IS NULL OR p.tracker_id = ?))`;

function placesOf(read: Reader, trackerId: TrackerId | null): Map<FindingId, FindingPlace[]> {
  const rows = read.all<FindingPlace & { findingId: FindingId; itemId: ItemId | null }>(
    `SELECT f.finding_id AS findingId, f.tracker_id AS trackerId, t.name AS trackerName,
       (SELECT id FROM item WHERE id = f.item_id) AS itemId, f.line, f.says
     FROM finding_place f JOIN tracker t ON t.id = f.tracker_id AND t.removed_at IS NULL
     WHERE ${IN_SCOPE.replace('f.id', 'f.finding_id')} ORDER BY f.finding_id, f.ordinal`,
    trackerId,
    trackerId,
  );
  const places = new Map<FindingId, FindingPlace[]>();
  for (const { findingId, ...place } of rows) {
    const known = places.get(findingId);
    if (known === undefined) places.set(findingId, [place]);
    else known.push(place);
  }
  return places;
}

export function countFindings(read: Reader, trackerId: TrackerId | null): FindingCounts {
  const counts = read.get<{ open: number | null; accepted: number | null }>(
    `SELECT sum(a.finding_id IS NULL) AS open, sum(a.finding_id IS NOT NULL) AS accepted
     FROM finding f LEFT JOIN finding_acceptance a ON a.finding_id = f.id WHERE ${IN_SCOPE}`,
    trackerId,
    trackerId,
  );
  return { open: counts?.open ?? 0, accepted: counts?.accepted ?? 0 };
}

/** Conflicts, newest first, with what the file says at present. */
export function listConflicts(
  db: WorkspaceDb,
  { trackerId, resolved }: { readonly trackerId: TrackerId | null; readonly resolved: boolean },
): { readonly rows: ConflictRow[]; readonly open: number } {
  const { read } = db;
  const names = new Map(
    read.all<{ id: string; name: string }>('SELECT id, name FROM tracker').map((row) => [row.id, row.name]),
  );
  const actor = (id: string): string => read.value<string>('SELECT name FROM actor WHERE id = ?', id) ?? id;
  const rows = readConflicts(read, trackerId, resolved).map((row): ConflictRow => {
    const sides = conflictSides(read, row);
    const other = sides.mine === 'later' ? 'earlier' : 'later';
    const itemId = row.itemId === null ? null : shownItem(read, row.itemId);
    const shown = shownAs(read, row.trackerId);
    return {
      id: row.id,
      trackerId: shown,
      trackerName: names.get(shown) ?? shown,
      itemId,
      title: row.title,
      field: row.field,
      base: row.base,
      mine: { value: row[sides.mine], ...sides[sides.mine] },
      theirs: { value: row[other], ...sides[other] },
      rule: row.rule,
      current: presentValue(db, row, { trackerId: shown, itemId }),
      resolved:
        row.resolvedKeep === null
          ? null
          : {
              keep: row.resolvedKeep === sides.mine ? 'mine' : 'theirs',
              at: row.resolvedAt ?? row.at,
              by: actor(row.resolvedBy ?? ''),
            },
    };
  });
  return { rows, open: countOpenConflicts(read, trackerId) };
}

export function countOpenConflicts(read: Reader, trackerId: TrackerId | null): number {
  return (
    read.value<number>(
      `SELECT count(*) FROM conflict c
       WHERE c.resolved_keep IS NULL AND c.tracker_id IN (SELECT value FROM json_each(?))`,
      idsShownAs(read, trackerId),
    ) ?? 0
  );
}
