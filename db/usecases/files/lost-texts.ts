import type { TrackerId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { getContent, replaceContent } from '../../contents/content-store.ts';
import { hasRevisionSaying } from '../../records/revision.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

/** Takes back a text of a tracker's history that is damaged or gone, from where it still stands. True when it was. */
export function putBackText(
  db: WorkspaceDb,
  trackerId: TrackerId,
  { hash, bytes }: { readonly hash: string; readonly bytes: Uint8Array },
): Result<boolean> {
  if (!hasRevisionSaying(db.read, trackerId, hash)) return ok(false);
  if (getContent(db.read, hash) !== null) return ok(false);
  return db.write('full', (tx) => {
    replaceContent(tx.db, bytes);
    return ok(true);
  });
}
