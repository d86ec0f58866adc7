import { ok, type Result } from '../../core/kernel/result.ts';
import { restorePointJson } from '../json-columns.ts';
import { readTrackers } from '../records/tracker.ts';
import { EVENT_KINDS } from '../reducers/apply-event.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendEvent } from './append.ts';

/** Marks where every tracker stands, before an import or a sync changes many of them. */
export function addRestorePoint(db: WorkspaceDb, label: string): Result<{ readonly restorePointId: string }> {
  return db.write('full', (tx) => {
    const id = tx.id('rp');
    const revisions = readTrackers(tx.db).flatMap(({ id: trackerId, revisionId }) =>
      revisionId === null ? [] : [{ trackerId, revisionId }],
    );
    appendEvent(tx, {
      source: 'restore-point',
      sourceId: id,
      kind: EVENT_KINDS.restorePoint,
      at: tx.now,
      payload: restorePointJson.write({ id, label, revisions }),
    });
    return ok({ restorePointId: id });
  });
}
