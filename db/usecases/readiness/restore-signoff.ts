import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import { takenBackBy } from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { ItemId, RequestId, SignoffId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Reader } from '../../handle.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from './evidence.ts';

export interface WithdrawnSignoff {
  readonly requestId: RequestId | null;
  readonly signoffIds: readonly SignoffId[];
}

/** Takes an actor's own withdrawals back. What was signed is judged anew: it may be stale by now. */
export function restoreSignoff(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  { requestId, signoffIds }: WithdrawnSignoff,
): Result<{ readonly itemId: ItemId }> {
  return db.write('full', (tx) => {
    const requests = requestId !== null && withdrewRequest(tx.db, requestId, actorId) ? [requestId] : [];
    const signoffs = signoffIds.filter((id) => withdrewSignature(tx.db, id, actorId));
    const itemId = itemOf(tx.db, requests[0] ?? null, signoffs[0] ?? null);
    if (itemId === null)
      return fail('signoff.nothing-to-restore', 'You have withdrawn nothing of that. Nothing was changed.');
    const patch = { [takenBackBy(actorId)]: { value: false } };
    const ops: EntityOp[] = [
      ...requests.map((id): EntityOp => ({ entity: { kind: 'signoff-request', id }, patch })),
      ...signoffs.map((id): EntityOp => ({ entity: { kind: 'signoff', id }, patch })),
    ];
    appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
    return ok({ itemId });
  });
}

function withdrewRequest(read: Reader, id: RequestId, actorId: string): boolean {
  return read.value('SELECT 1 FROM signoff_request WHERE id = ? AND withdrawn_by = ?', id, actorId) !== null;
}

function withdrewSignature(read: Reader, id: SignoffId, actorId: string): boolean {
  const sql = `SELECT 1 FROM signoff s, json_each(s.taken_back) t WHERE s.id = ? AND t.value ->> 'by' = ?`;
  return read.value(sql, id, actorId) !== null;
}

function itemOf(read: Reader, requestId: RequestId | null, signoffId: SignoffId | null): ItemId | null {
  return read.value<ItemId>(
    `SELECT item_id FROM signoff_request WHERE id = ? OR id = (SELECT request_id FROM signoff WHERE id = ?)`,
    requestId,
    signoffId,
  );
}
