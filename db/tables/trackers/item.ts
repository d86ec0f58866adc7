import type { ItemKind } from '../../../core/domain/trackers/model.ts';
import type { ItemState } from '../../../core/domain/trackers/vocabulary/states.ts';
import type { ItemId, RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import { fold } from '../../fold.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface ItemRecord {
  readonly id: ItemId;
  /** Section ordinal and place within it, see `positionOf`. */
  readonly position: number;
  readonly section: number;
  /** Lines below the section's first line. */
  readonly line: number;
  readonly address: string;
  readonly key: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly parentId: ItemId | null;
  /** The item of which this row is a further place; such a row says nothing of its own. */
  readonly placeOf: ItemId | null;
  readonly depth: number;
  readonly status: string | null;
  readonly state: ItemState | null;
  readonly guess: 0 | 1;
  readonly deferred: 0 | 1;
  readonly vocabulary: string | null;
  readonly start: string | null;
  readonly due: string | null;
  readonly firstDue: string | null;
  /** The revision that said so. */
  readonly firstDueIn: RevisionId | null;
  readonly owner: string | null;
  readonly notes: string | null;
  /** See `fieldsJson`. */
  readonly fields: string;
  /** Title and values, folded; see `fold`. */
  readonly haystack: string;
  /** JSON list of item ids. */
  readonly dependsOn: string;
  readonly rowHash: string;
  readonly addedAt: number;
  readonly changedAt: number;
}

export type StoredItem = ItemRecord & { readonly n: number };

/** What a title is sorted by: case and accents aside. */
function titleSort(title: string): string {
  return fold(title).slice(0, 120);
}

const PLACES_PER_SECTION = 2 ** 24;

/** One number that sorts items in document order, so that a new row moves only what follows in its section. */
export function positionOf(section: number, place: number): number {
  return section * PLACES_PER_SECTION + place;
}

const COLUMNS = `n, id, position, section, line, address, key, kind, title, parent_id AS parentId, place_of AS placeOf, depth, status, state,
  guess, deferred, vocabulary, start, due, first_due AS firstDue,
  first_due_in AS firstDueIn, owner, notes, fields, haystack, depends_on AS dependsOn,
  row_hash AS rowHash, added_at AS addedAt, changed_at AS changedAt`;

export function readItemsOf(db: Reader, trackerId: TrackerId): StoredItem[] {
  return db.all<StoredItem>(`SELECT ${COLUMNS} FROM item WHERE tracker_id = ? ORDER BY position`, trackerId);
}

/** Answers the item's short name. */
export function insertItem(db: Writer, trackerId: TrackerId, row: ItemRecord): number {
  db.run(
    `INSERT INTO item (id, tracker_id, position, section, line, address, key, kind, title, title_sort, parent_id, place_of,
       depth, status, state, guess, deferred, vocabulary, start, due, first_due, first_due_in, owner, notes, fields, haystack, depends_on,
       row_hash, added_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    trackerId,
    ...columnsOf(row),
  );
  return db.value<number>('SELECT last_insert_rowid()') ?? 0;
}

export function updateItem(db: Writer, n: number, row: ItemRecord): void {
  db.run(
    `UPDATE item SET position = ?, section = ?, line = ?, address = ?, key = ?, kind = ?, title = ?, title_sort = ?,
       parent_id = ?, place_of = ?, depth = ?, status = ?, state = ?, guess = ?, deferred = ?, vocabulary = ?, start = ?, due = ?,
       first_due = ?, first_due_in = ?, owner = ?, notes = ?, fields = ?, haystack = ?, depends_on = ?, row_hash = ?, added_at = ?, changed_at = ?
     WHERE n = ?`,
    ...columnsOf(row),
    n,
  );
}

/** Only its place changed: the usual fate of the rows below a new one. */
export function moveItem(db: Writer, n: number, position: number, section: number, line: number): void {
  db.run('UPDATE item SET position = ?, section = ?, line = ? WHERE n = ?', position, section, line, n);
}

export function deleteItem(db: Writer, n: number): void {
  db.run('DELETE FROM item WHERE n = ?', n);
}

/** Everything a revision may change, in the order both statements above name it. */
function columnsOf(row: ItemRecord) {
  return [
    row.position,
    row.section,
    row.line,
    row.address,
    row.key,
    row.kind,
    row.title,
    titleSort(row.title),
    row.parentId,
    row.placeOf,
    row.depth,
    row.status,
    row.state,
    row.guess,
    row.deferred,
    row.vocabulary,
    row.start,
    row.due,
    row.firstDue,
    row.firstDueIn,
    row.owner,
    row.notes,
    row.fields,
    row.haystack,
    row.dependsOn,
    row.rowHash,
    row.addedAt,
    row.changedAt,
  ];
}

/** The tracker whose text, as it is shown, has this item. */
export function trackerOfItem(db: Reader, id: ItemId): TrackerId | null {
  return db.value<TrackerId>('SELECT tracker_id FROM item WHERE id = ?', id);
}
