import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readSloPolicy } from '../../records/readiness/slo.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from './evidence.ts';

/** Writes a policy, or another version of it. Its text was read before. */
export function saveSloPolicy(
  db: WorkspaceDb,
  signing: Signing,
  id: string,
  document: string,
): Result<{ readonly isNew: boolean }> {
  return db.write('full', (tx) => {
    const known = readSloPolicy(tx.db, id);
    if (known?.document !== document)
      decide(tx, signing, id, { document: { value: document }, removed: { value: false } });
    return ok({ isNew: known === null });
  });
}

/** Its values stay, and count again when it is written again. */
export function removeSloPolicy(db: WorkspaceDb, signing: Signing, id: string): Result<null> {
  return db.write('full', (tx) => {
    if (readSloPolicy(tx.db, id) === null) return noSloPolicy(id);
    decide(tx, signing, id, { removed: { value: true } });
    return ok(null);
  });
}

function decide(tx: Transaction, { actorId, sign }: Signing, id: string, patch: EntityOp['patch']): void {
  appendOps(tx, {
    actorId,
    sign,
    correlation: tx.id('cr'),
    ops: [{ entity: { kind: 'slo-policy', id }, patch }],
  });
}

export function noSloPolicy(id: string) {
  return fail('slo.not-found', `There is no SLO policy ${id}. Nothing was changed.`, { policy: id });
}
