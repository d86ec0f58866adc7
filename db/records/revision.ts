import type { ItemChanges, Reading } from '../../core/domain/trackers/history/revision-record.ts';
import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import { DeviceId, type RevisionId, type TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { itemChangesJson, readingJson } from '../json-columns.ts';
import { noteOf } from './revision-note.ts';

/** When, by whom and why: what the smallest note on a revision says. */
export interface RevisionOrigin {
  readonly at: number;
  readonly cause: RevisionCause;
  readonly actorId: string | null;
  readonly author: string | null;
  readonly summary: string;
  readonly deviceId: DeviceId;
}

export interface RevisionRow extends RevisionOrigin {
  readonly id: RevisionId;
  readonly trackerId: TrackerId;
  /** The order in which they came to this device. */
  readonly sequence: number;
  readonly hash: string;
  readonly bytes: number;
  readonly parents: readonly RevisionId[];
  /** 1 for one without parents, else one more than its deepest parent. */
  readonly depth: number;
  readonly reading: Reading;
  readonly isHead: boolean;
}

interface Stored extends Omit<RevisionRow, 'parents' | 'reading' | 'isHead'> {
  readonly parents: string;
  readonly reading: string;
  readonly isHead: 0 | 1;
}

const COLUMNS = `id, tracker_id AS trackerId, sequence, hash, bytes, parents, depth, reading, is_head AS isHead, at, cause,
  actor_id AS actorId, author, summary, device_id AS deviceId`;

export function readRevision(db: Reader, id: string): RevisionRow | null {
  const stored = db.get<Stored>(`SELECT ${COLUMNS} FROM revision WHERE id = ?`, id);
  return stored === null ? null : shape(stored);
}

/** Those that go by a note of this device for a time later than this. */
export function revisionsNotedAfter(db: Reader, device: DeviceId, at: number): RevisionId[] {
  return db.column<RevisionId>(
    'SELECT id FROM revision WHERE at > ? AND device_id = ? ORDER BY at, id',
    at,
    device,
  );
}

export function revisionAt(db: Reader, trackerId: string, sequence: number): RevisionRow | null {
  const stored = db.get<Stored>(
    `SELECT ${COLUMNS} FROM revision WHERE tracker_id = ? AND sequence = ?`,
    trackerId,
    sequence,
  );
  return stored === null ? null : shape(stored);
}

/** When a person last said how each tracker's text is to be read; its import counts. */
export function readingsSaidAt(db: Reader): ReadonlyMap<string, number> {
  const rows = db.all<{ trackerId: string; at: number }>(
    `SELECT tracker_id AS trackerId, max(at) AS at FROM revision WHERE cause IN ('import', 'reading') GROUP BY tracker_id`,
  );
  return new Map(rows.map(({ trackerId, at }) => [trackerId, at]));
}

/** The text shown here; null for a tracker without one. */
export function currentRevision(db: Reader, trackerId: string): RevisionRow | null {
  const id = db.value<string>('SELECT revision_id FROM tracker WHERE id = ?', trackerId);
  return id === null ? null : readRevision(db, id);
}

/** The trackers whose texts are one history with this one's. */
export function historyOf(db: Reader, trackerId: string): readonly string[] {
  const joined = db.column<string>(
    `SELECT id FROM tracker WHERE (root, path) = (SELECT root, path FROM tracker WHERE id = ?)
       AND coalesce(joined_into, id) = (SELECT coalesce(joined_into, id) FROM tracker WHERE id = ?) ORDER BY id`,
    trackerId,
    trackerId,
  );
  return joined.length === 0 ? [trackerId] : joined;
}

/** Revisions that none is made from, in an order that every device agrees on: by time, then by text. */
export function headsOf(db: Reader, trackerId: string): RevisionRow[] {
  return db
    .all<Stored>(
      `SELECT ${COLUMNS} FROM revision WHERE tracker_id IN (SELECT value FROM json_each(?)) AND is_head = 1
       ORDER BY at, hash, id`,
      JSON.stringify(historyOf(db, trackerId)),
    )
    .map(shape);
}

/** Revisions of one history that have this text. */
export function revisionsSaying(db: Reader, trackerId: string, hash: string): RevisionRow[] {
  return db
    .all<Stored>(
      `SELECT ${COLUMNS} FROM revision WHERE tracker_id IN (SELECT value FROM json_each(?)) AND hash = ?
       ORDER BY sequence DESC`,
      JSON.stringify(historyOf(db, trackerId)),
      hash,
    )
    .map(shape);
}

export function hasRevisionSaying(db: Reader, trackerId: string, hash: string): boolean {
  const sql =
    'SELECT 1 FROM revision WHERE tracker_id IN (SELECT value FROM json_each(?)) AND hash = ? LIMIT 1';
  return db.value<number>(sql, JSON.stringify(historyOf(db, trackerId)), hash) !== null;
}

/** The graph, for whoever walks it. */
export function parentsOf(db: Reader): (id: string) => readonly RevisionId[] {
  const known = new Map<string, readonly RevisionId[]>();
  return (id) => {
    const cached = known.get(id);
    if (cached !== undefined) return cached;
    const parents = idsIn(db.value<string>('SELECT parents FROM revision WHERE id = ?', id) ?? '[]');
    known.set(id, parents);
    return parents;
  };
}

/** Whether one descends from the other. A revision does not descend from itself. */
export function descendsFrom(db: Reader, id: string, ancestor: string): boolean {
  const depthOf = (one: string) => db.value<number>('SELECT depth FROM revision WHERE id = ?', one) ?? 0;
  const floor = depthOf(ancestor);
  const above = parentsOf(db);
  const seen = new Set(above(id));
  for (const one of seen) {
    if (one === ancestor) return true;
    if (depthOf(one) > floor) for (const parent of above(one)) seen.add(parent);
  }
  return false;
}

const OWN: ReadonlySet<RevisionCause> = new Set(['import', 'edit', 'undo', 'redo', 'restore', 'reading']);

/**
 * How much a revision is this device's own: made here (2), a merge of this device (1), which has what was made here in it,
 * or of elsewhere, a file saved outside included (0).
 */
export function ownershipOf(db: Reader, id: string): 0 | 1 | 2 {
  const device = DeviceId.safeParse(db.value<string>('SELECT device_id FROM workspace'));
  const note = device.success ? noteOf(db, id, device.data) : null;
  if (note === null) return 0;
  if (OWN.has(note.cause)) return 2;
  return note.cause === 'merge' ? 1 : 0;
}

/** What a revision says of item ids, by parent. */
export function readItemChanges(db: Reader, id: string): Readonly<Record<string, ItemChanges>> {
  const stored = db.value<string>('SELECT items FROM revision WHERE id = ?', id);
  const changes = stored === null ? null : itemChangesJson.read(stored);
  return changes?.ok === true ? changes.value : {};
}

export function idsIn(parents: string): readonly RevisionId[] {
  return JSON.parse(parents);
}

function shape(stored: Stored): RevisionRow {
  const reading = readingJson.read(stored.reading);
  return {
    ...stored,
    parents: idsIn(stored.parents),
    reading: reading.ok ? reading.value : { profile: 'generic', mapping: null },
    isHead: stored.isHead === 1,
  };
}
