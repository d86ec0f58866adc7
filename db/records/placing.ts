import { RootId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import type { UndoStep } from './undo-step.ts';

export interface Place {
  readonly rootId: RootId;
  readonly path: string;
}

/** Where a tracker's file was, and where a step put it. */
export interface Placing {
  readonly before: Place | null;
  readonly after: Place | null;
}

interface PlaceRow {
  readonly hlc: string;
  readonly rootId: string | null;
  readonly path: string | null;
}

const PLACE = `SELECT hlc, patch ->> '$.d.root.value' AS rootId, patch ->> '$.d.path.value' AS path FROM op
  WHERE entity_kind = 'tracker' AND entity_id = ? AND patch -> '$.d.path' IS NOT NULL`;

/** What a step did to the place of its tracker's file; null when it is no such step. */
export function placingOf(db: Reader, step: UndoStep): Placing | null {
  const put = db.get<PlaceRow>(
    `${PLACE} AND correlation = ? ORDER BY hlc LIMIT 1`,
    step.trackerId,
    step.correlation,
  );
  if (put === null) return null;
  const before = db.get<PlaceRow>(`${PLACE} AND hlc < ? ORDER BY hlc DESC LIMIT 1`, step.trackerId, put.hlc);
  return { before: before === null ? null : placeOf(before), after: placeOf(put) };
}

function placeOf({ rootId, path }: PlaceRow): Place | null {
  return rootId === null || path === null ? null : { rootId: RootId.parse(rootId), path };
}
