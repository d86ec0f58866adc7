import type { TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { readRevision } from './revision.ts';
import { readTracker, SHOWN } from './tracker.ts';

/** The tracker that is shown in this one's stead, or this one: those found at one place, or merged, are one. */
export function shownAs(db: Reader, trackerId: TrackerId): TrackerId {
  const row = readTracker(db, trackerId);
  const absorber = row?.absorbedBy == null ? null : readRevision(db, row.absorbedBy);
  const other = row?.joinedInto ?? absorber?.trackerId ?? trackerId;
  return other === trackerId ? trackerId : shownAs(db, other);
}

/** Every id under which rows of this tracker may stand; null: of all that are in use. As a JSON array, for `json_each`. */
export function idsShownAs(db: Reader, trackerId: string | null): string {
  const own = db.column<string>(
    `SELECT id FROM tracker WHERE ${SHOWN}${trackerId === null ? '' : ' AND id = ?'}`,
    ...(trackerId === null ? [] : [trackerId]),
  );
  const shown = new Set(own);
  return JSON.stringify([...own, ...aliasIds(db).filter((id) => shown.has(shownAs(db, id)))]);
}

/** Trackers that another one is shown for. Written as the index `tracker_alias` has it. */
export function aliasIds(db: Reader): TrackerId[] {
  return db.column('SELECT id FROM tracker WHERE joined_into IS NOT NULL OR absorbed_by IS NOT NULL');
}
