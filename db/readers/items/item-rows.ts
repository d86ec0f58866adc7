import type { ItemRow } from '../../../core/domain/trackers/rows/item-rows.ts';
import type { ItemState } from '../../../core/domain/trackers/vocabulary/states.ts';
import { ItemId, type TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { fieldsJson } from '../../json-columns.ts';
import { shownItem } from '../../records/item-join.ts';

interface Joined {
  readonly n: number;
  readonly id: ItemId;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  readonly address: string;
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly sectionPath: string;
  readonly sectionTitle: string;
  readonly parentId: ItemId | null;
  readonly depth: number;
  readonly line: number;
  readonly status: string | null;
  readonly state: ItemState | null;
  readonly guess: number;
  readonly deferred: number;
  readonly vocabulary: string | null;
  readonly due: string | null;
  readonly firstDue: string | null;
  readonly owner: string | null;
  readonly notes: string | null;
  readonly fields: string;
  readonly changedAt: number;
}

const SELECT = `SELECT i.n, i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.address, i.key, i.kind, i.title,
  coalesce(s.path, '') AS sectionPath, coalesce(s.title, '') AS sectionTitle, i.parent_id AS parentId, i.depth,
  i.line + coalesce(s.line, 0) AS line, i.status, i.state, i.guess, i.deferred, i.vocabulary, i.due, i.first_due AS firstDue,
  i.owner, i.notes, i.fields, i.changed_at AS changedAt
  FROM item i JOIN tracker t ON t.id = i.tracker_id
  LEFT JOIN section s ON s.tracker_id = i.tracker_id AND s.ordinal = i.section`;

/** Rows of these items, in the order asked for. */
export function itemRowsByName(read: Reader, names: Uint32Array): ItemRow[] {
  const rows = read.all<Joined>(
    `${SELECT} WHERE i.n IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...names]),
  );
  const byName = new Map(rows.map((row) => [row.n, row]));
  const ordered: ItemRow[] = [];
  for (const n of names) {
    const row = byName.get(n);
    if (row !== undefined) ordered.push(shape(row));
  }
  return ordered;
}

/** Null when there is no such item in a tracker that is in the workspace; it may be shown under another of its ids. */
export function itemRow(read: Reader, id: string): ItemRow | null {
  const find = (one: string) =>
    read.get<Joined>(`${SELECT} WHERE i.id = ? AND i.place_of IS NULL AND t.removed_at IS NULL`, one);
  const known = ItemId.safeParse(id);
  const row = find(id) ?? (known.success ? find(shownItem(read, known.data)) : null);
  return row === null ? null : shape(row);
}

/** Every item of one tracker in document order; for findings and exports. */
export function itemRowsOf(read: Reader, trackerId: TrackerId): ItemRow[] {
  return read
    .all<Joined>(`${SELECT} WHERE i.tracker_id = ? AND i.place_of IS NULL ORDER BY i.position`, trackerId)
    .map(shape);
}

function shape(joined: Joined): ItemRow {
  const { n: _, guess, deferred, fields, firstDue, ...row } = joined;
  return {
    ...row,
    guess: guess === 1,
    deferred: deferred === 1,
    fields: fieldsJson.read(fields),
    firstDue: firstDue === row.due ? null : firstDue,
  };
}
