import type { ActorId, ConflictId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { type ConflictSide, readConflict } from '../records/conflict.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';

/** Notes the decision. Putting the chosen value into the file is an edit of its own, made before this. */
export function resolveConflict(
  db: WorkspaceDb,
  actorId: ActorId,
  conflictId: ConflictId,
  keep: ConflictSide,
): Result<null> {
  return db.write('full', (tx) => {
    const conflict = readConflict(tx.db, conflictId);
    if (conflict === null) return conflictNotFound(conflictId);
    if (conflict.resolvedKeep !== null) {
      return fail(
        'conflict.resolved',
        'This conflict is resolved already. Reopen it first to decide otherwise.',
        {
          conflictId,
        },
      );
    }
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'conflict', id: conflictId }, patch: { resolved: { value: keep } } }],
    });
    return ok(null);
  });
}

export function reopenConflict(db: WorkspaceDb, actorId: ActorId, conflictId: ConflictId): Result<null> {
  return db.write('full', (tx) => {
    if (readConflict(tx.db, conflictId) === null) return conflictNotFound(conflictId);
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'conflict', id: conflictId }, patch: { resolved: { value: null } } }],
    });
    return ok(null);
  });
}

function conflictNotFound(conflictId: string) {
  return fail('conflict.not-found', 'There is no such conflict. Nothing was changed.', { conflictId });
}
