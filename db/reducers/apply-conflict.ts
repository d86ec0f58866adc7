import type { RevisionRecord } from '../../core/domain/trackers/history/revision-record.ts';
import { ConflictId } from '../../core/kernel/ids.ts';
import type { RevisionRow } from '../records/revision.ts';
import { conflictIdOf } from '../records/revision-ids.ts';
import { readRegister } from '../tables/register.ts';
import { putConflict, writeConflictResolution } from '../tables/trackers/conflict.ts';
import { decisionIn } from './conflict-decision.ts';
import type { ReducerContext } from './reducer-context.ts';

/** What a merge could not decide. What was decided since may have come before it. */
export function applyConflicts(p: ReducerContext, revision: RevisionRow, record: RevisionRecord): void {
  const { sides } = record;
  if (sides === null || record.conflicts.length === 0) return;
  for (const { id: named, ...conflict } of record.conflicts) {
    const id =
      named === undefined
        ? conflictIdOf(record.parents, conflict.itemId ?? conflict.address, conflict.field)
        : ConflictId.parse(named);
    putConflict(p.db, {
      ...conflict,
      id,
      trackerId: revision.trackerId,
      revisionId: revision.id,
      earlierRevision: sides.earlier,
      laterRevision: sides.later,
    });
    writeConflictResolution(p.db, id, decisionIn(readRegister(p.db, 'conflict', id)));
  }
  p.changes.touch('conflicts', revision.trackerId);
}
