import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { ActorId, ConflictId, ItemId, TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Reader } from '../handle.ts';
import type { conflictJson } from '../json-columns.ts';
import { itemIdAt } from '../readers/resolve.ts';
import { readConflict } from '../records/conflict.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';

export interface ConflictSide {
  readonly value: string | null;
  readonly who: string;
  readonly at: number;
}

/** What `mergeThreeWay` could not decide, with who and when added by the caller. */
export interface ConflictInput {
  readonly address: string;
  /** Words for the row, e.g. the item's title. */
  readonly title: string;
  readonly field: string;
  readonly base: string | null;
  readonly mine: ConflictSide;
  readonly theirs: ConflictSide;
  readonly rule: string;
  readonly kept: 'theirs' | 'both';
}

export function conflictPayload(
  db: Reader,
  id: string,
  trackerId: TrackerId,
  conflict: ConflictInput,
): Parameters<typeof conflictJson.write>[0] {
  const itemId: ItemId | null = itemIdAt(db, trackerId, wellFormed(conflict.address));
  return { ...conflict, id, trackerId, itemId };
}

/** Notes the decision. Putting the chosen value into the file is an edit of its own, made before this. */
export function resolveConflict(
  db: WorkspaceDb,
  actorId: ActorId,
  conflictId: ConflictId,
  keep: 'mine' | 'theirs',
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
