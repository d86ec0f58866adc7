import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { fold } from '../fold.ts';
import type { Reader } from '../handle.ts';
import { PATH_HERE, SHOWN } from '../records/tracker.ts';

export interface Resolved {
  readonly trackerId: TrackerId;
  readonly itemId: ItemId | null;
}

/** Finds a tracker by id, name, path or file name, and an item in it by id, address, key or title. Null: an item anywhere. */
export function resolve(read: Reader, tracker: string | null, item: string | null): Result<Resolved> {
  if (tracker === null) return resolveAnywhere(read, item ?? '');
  const trackerId = findTracker(read, tracker);
  if (trackerId === null) {
    return fail('tracker.not-found', `No tracker is named ${tracker}. Nothing was changed.`, { tracker });
  }
  if (item === null) return ok({ trackerId, itemId: null });
  const found = findItems(read, trackerId, item);
  const [first, ...others] = found;
  if (first === undefined) {
    return fail('item.not-found', `This tracker has no item ${item}. Nothing was changed.`, { item });
  }
  if (others.length > 0) {
    const addresses = found.slice(0, 10).map((one) => one.address);
    return fail(
      'item.ambiguous',
      `Several items are called ${item}: ${addresses.join(', ')}. Nothing was changed; use an address.`,
      { item, addresses },
    );
  }
  return ok({ trackerId, itemId: first.id });
}

function resolveAnywhere(read: Reader, item: string): Result<Resolved> {
  const found = findItems(read, null, item);
  const [first, ...others] = found;
  if (first === undefined)
    return fail('item.not-found', `No tracker has an item ${item}. Nothing was changed.`, { item });
  if (others.length === 0) return ok({ trackerId: first.trackerId, itemId: first.id });
  const addresses = found.slice(0, 10).map((one) => `${one.address} in ${one.trackerName}`);
  return fail(
    'item.ambiguous',
    `Several items are called ${item}: ${addresses.join(', ')}. Nothing was changed; name the tracker, too, or use an address.`,
    { item, addresses },
  );
}

function findTracker(read: Reader, wanted: string): TrackerId | null {
  const named = read.value<TrackerId>(`SELECT id FROM tracker WHERE id = ? AND ${SHOWN}`, wanted);
  if (named !== null) return named;
  const trackers = read.all<{ id: TrackerId; name: string; path: string | null }>(
    `SELECT id, name, ${PATH_HERE} AS path FROM tracker WHERE ${SHOWN} ORDER BY added_at, id`,
  );
  const name = fold(wanted);
  const stem = fold(wanted.replace(/\.(md|markdown|ya?ml)$/i, ''));
  const tests: ((one: (typeof trackers)[number]) => boolean)[] = [
    (one) => one.path === wanted,
    (one) => fold(one.name) === name,
    (one) => fileStem(one.path) === stem,
  ];
  for (const test of tests) {
    const found = trackers.find(test);
    if (found !== undefined) return found.id;
  }
  return null;
}

function fileStem(path: string | null): string | null {
  if (path === null) return null;
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return fold(file.replace(/\.(md|markdown|ya?ml)$/i, ''));
}

interface Candidate {
  readonly id: ItemId;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  readonly address: string;
}

/** The key as the document writes it: the second of the same carries a number behind a tilde. */
const WRITTEN_KEY = "substr(key, 1, instr(key || '~', '~') - 1)";

const MATCHES = [
  'id = ?',
  'address = ?',
  `? IN (key, ${WRITTEN_KEY})`,
  `? COLLATE NOCASE IN (key, ${WRITTEN_KEY})`,
  'title = ? COLLATE NOCASE',
  "address LIKE '%/' || replace(replace(?, '%', ''), '_', '')",
] as const;

function findItems(read: Reader, trackerId: TrackerId | null, wanted: string): Candidate[] {
  const searched = JSON.stringify(
    trackerId === null ? read.column(`SELECT id FROM tracker WHERE ${SHOWN}`) : [trackerId],
  );
  for (const match of MATCHES) {
    const found = read.all<Candidate>(
      `SELECT DISTINCT i.id, i.address, t.id AS trackerId, t.name AS trackerName
       FROM item f JOIN item i ON i.id = coalesce(f.place_of, f.id) JOIN tracker t ON t.id = i.tracker_id
       WHERE f.n IN (SELECT n FROM item WHERE tracker_id IN (SELECT value FROM json_each(?)) AND ${match})
       ORDER BY t.added_at, t.id, i.position LIMIT 11`,
      searched,
      wanted,
    );
    if (found.length > 0) return found;
  }
  return [];
}

export function itemIdAt(db: Reader, trackerId: TrackerId, address: string): ItemId | null {
  return db.value<ItemId>('SELECT id FROM item WHERE tracker_id = ? AND address = ?', trackerId, address);
}

/** The same for many addresses: the items of each tracker are read once. */
export function itemIdsAt(db: Reader): (trackerId: TrackerId, address: string) => ItemId | null {
  const known = new Map<TrackerId, ReadonlyMap<string, ItemId>>();
  return (trackerId, address) => {
    const ids =
      known.get(trackerId) ??
      new Map(
        db
          .all<{ readonly id: ItemId; readonly address: string }>(
            'SELECT id, address FROM item WHERE tracker_id = ?',
            trackerId,
          )
          .map((row) => [row.address, row.id]),
      );
    known.set(trackerId, ids);
    return ids.get(address) ?? null;
  };
}

/** Where an item, or a further place of one, stands in the text that is shown. */
export function addressOfItem(db: Reader, id: ItemId): string | null {
  return db.value<string>('SELECT address FROM item WHERE id = ?', id);
}
