import { join } from 'node:path';
import { EvidenceFilter, type EvidenceRow } from '../../../core/domain/readiness/evidence-row.ts';
import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import { itemRowsOf } from '../../../db/readers/items/item-rows.ts';
import { listEvidence } from '../../../db/readers/readiness/evidence-list.ts';
import { readTrackerByPath } from '../../../db/records/tracker.ts';
import type { EngineDeps } from '../services/engine-deps.ts';

interface Target {
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
}

/** `item`: how its title begins. */
export function targetOf({ db, workspace }: EngineDeps, file: string, item: string): Target | null {
  const tracker = readTrackerByPath(db.read, join(workspace, 'sample', file));
  if (tracker === null || tracker.removedAt !== null) return null;
  const row = itemRowsOf(db.read, tracker.id).find(({ title }) => title.startsWith(item));
  return row === undefined ? null : { trackerId: tracker.id, itemId: row.id };
}

/** Also one that somebody withdrew since. */
export function pieceOf(
  { db, clock }: EngineDeps,
  itemId: ItemId,
  type: EvidenceRow['type'],
  where: string,
): EvidenceRow | null {
  const found = [false, true].flatMap((withdrawn) => {
    const filter = EvidenceFilter.parse({ trackerId: null, itemId, state: null, type, withdrawn });
    return listEvidence(db.read, filter, clock.now()).rows.filter((row) => row.where === where);
  });
  return found[0] ?? null;
}
