import { actorArrival } from '../../../core/domain/sync/verify-op.ts';
import { reapplyOps } from '../../reducers/apply-op.ts';
import { envelopeOf, type OpRow, opsOn, readOp, signedOpsBy } from '../../tables/op.ts';
import { setAsideOpsOf } from '../../tables/parked.ts';
import type { Ingestion, ReceiveCheck } from './ingestion.ts';

/**
 * Looks again at what an actor signed, and at what was decided about it, after something new is known of it. What a
 * revocation refuses is refused also where it came first, so that every order ends the same. What an op is judged by has a
 * smaller clock than the op itself (`verifyOp`), so this comes to an end.
 */
export function reviewActor(ingestion: Ingestion, check: ReceiveCheck, actorId: string): void {
  const { db } = ingestion.tx;
  const rows = new Map(
    [...signedOpsBy(db, actorId), ...opsOn(db, 'actor', actorId)].map((op) => [op.id, op]),
  );
  for (const row of rows.values()) withdrawUnlessAccepted(ingestion, check, row);
  ingestion.retry(setAsideOpsOf(db, 'actor.revoked', actorId));
  // How far a revocation reaches depends on who was enrolled first.
  const revoked = new Set(
    signedOpsBy(db, actorId).flatMap(({ kind, entityId }) =>
      kind === 'actor' && entityId !== actorId ? [entityId] : [],
    ),
  );
  for (const other of revoked) {
    for (const row of signedOpsBy(db, other)) withdrawUnlessAccepted(ingestion, check, row);
    ingestion.retry(setAsideOpsOf(db, 'actor.revoked', other));
  }
}

function withdrawUnlessAccepted(ingestion: Ingestion, check: ReceiveCheck, row: OpRow): void {
  const op = envelopeOf(row);
  const isLogged = readOp(ingestion.tx.db, row.id, row.hlc)?.seq === row.seq;
  if (!op.ok || !isLogged) return;
  const verdict = check.op(op.value);
  if (verdict.kind === 'accepted') return;
  const { tx } = ingestion;
  tx.withdrawOp(row);
  reapplyOps(tx, row.kind, row.entityId, opsOn(tx.db, row.kind, row.entityId));
  ingestion.keepNew('op', op.value, verdict);
  if (row.kind !== 'actor') return;
  ingestion.arrived(actorArrival(row.entityId));
  reviewActor(ingestion, check, row.entityId);
}
