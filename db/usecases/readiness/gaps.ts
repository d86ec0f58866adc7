import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import type { GapClosed } from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { GapId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { type GapRecord, readGap } from '../../records/readiness/signoff.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from './evidence.ts';

/** Closes a gap, with what was done about it, or opens it again (`null`). Saying what holds already is refused. */
export function setGapClosed(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  gapId: GapId,
  closed: GapClosed,
): Result<GapRecord> {
  return db.write('full', (tx) => {
    const gap = readGap(tx.db, gapId);
    if (gap === null)
      return fail('gap.not-found', `There is no gap ${gapId}. Nothing was changed.`, { gapId });
    if ((gap.closedAt === null) === (closed === null)) {
      const state = closed === null ? 'open' : 'closed';
      return fail('gap.settled', `This gap is ${state} already. Nothing was changed.`, { gapId });
    }
    const ops: EntityOp[] = [{ entity: { kind: 'gap', id: gapId }, patch: { closed: { value: closed } } }];
    appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
    return ok(readGap(tx.db, gapId) ?? gap);
  });
}
