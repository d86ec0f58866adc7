import type { TrackerId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import type { ReplacedFileRow } from '../../records/replaced-file.ts';
import { heldRevision } from '../../records/tracker-file.ts';
import { deleteReplacedFile, putReplacedFile } from '../../tables/trackers/replaced-file.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

/** Before a file is replaced that no intent speaks of. Answers the id its second name is made from. */
export function noteReplaced(
  db: WorkspaceDb,
  trackerId: TrackerId,
  path: string,
  knownHash: string,
): Result<string> {
  return db.write('full', (tx) => {
    const id = tx.id('in');
    const revisionId = heldRevision(tx.db, trackerId);
    putReplacedFile(tx.db, { id, trackerId, path, knownHash, revisionId, replacedAt: tx.now });
    return ok(id);
  });
}

/** What it came to say is a revision now. */
export function noteReplacedText(db: WorkspaceDb, row: ReplacedFileRow): Result<null> {
  return db.write('normal', (tx) => {
    putReplacedFile(tx.db, row);
    return ok(null);
  });
}

/** Nobody can write it any more, or it never was replaced. */
export function forgetReplaced(db: WorkspaceDb, id: string): Result<null> {
  return db.write('normal', (tx) => {
    deleteReplacedFile(tx.db, id);
    return ok(null);
  });
}
