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
  const used = new Set(db.column<string>(`SELECT id FROM tracker WHERE ${SHOWN}`));
  const wanted = (id: string) => used.has(id) && (trackerId === null || id === trackerId);
  const aliases = db.column<TrackerId>(
    'SELECT id FROM tracker WHERE joined_into IS NOT NULL OR absorbed_by IS NOT NULL',
  );
  return JSON.stringify([...[...used].filter(wanted), ...aliases.filter((id) => wanted(shownAs(db, id)))]);
}
