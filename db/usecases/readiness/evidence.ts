import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import { measureOf, type Verification } from '../../../core/domain/readiness/evidence.ts';
import type { EvidenceAdded, EvidenceTerms, NewTerms } from '../../../core/domain/readiness/evidence-ops.ts';
import type { Guard } from '../../../core/domain/readiness/measure/guard.ts';
import type { ActorId, EvidenceId, RootId } from '../../../core/kernel/ids.ts';
import type { Patch } from '../../../core/kernel/op.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { evidenceIdOf, readEvidence } from '../../records/readiness/evidence.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import { type FoundRoot, placeRoot } from '../roots.ts';
import { recordFound } from './verifications.ts';

/** Who decides, with their signature over each op. */
export interface Signing {
  readonly actorId: ActorId;
  readonly sign: (text: string) => string;
}

export interface EvidenceInput extends EvidenceTerms, Omit<EvidenceAdded, 'root'> {
  /** A root that may not be known yet, or one that is. */
  readonly root: FoundRoot | RootId | null;
  /** What looking at it came to just now. */
  readonly found: Verification;
  /** When that was, where it was not just now. */
  readonly foundAt?: number;
}

/** Adds a piece of evidence, or takes it in again where it was withdrawn. */
export function addEvidence(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  { root, found, foundAt, tier, freshDays, guard, note, ...input }: EvidenceInput,
): Result<{ readonly evidenceId: EvidenceId }> {
  return db.write('full', (tx) => {
    const placed =
      root === null || typeof root === 'string' ? { rootId: root, ops: [] } : placeRoot(tx, root);
    const added = { ...input, root: placed.rootId };
    const evidenceId = evidenceIdOf(added);
    const known = readEvidence(tx.db, evidenceId);
    if (known !== null && !known.withdrawn) {
      return fail(
        'evidence.exists',
        'This file with these very contents is evidence for this item already. Nothing was added.',
        { evidenceId },
      );
    }
    const patch = {
      added: { value: added },
      tier: { value: tier },
      freshDays: { value: freshDays },
      // Also where it was guarded when it was withdrawn.
      ...(measureOf(input.locator) === null ? {} : { guard: { value: guard } }),
      note: { value: note },
      withdrawn: { value: false },
    };
    const ops: EntityOp[] = [...placed.ops, { entity: { kind: 'evidence', id: evidenceId }, patch }];
    appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
    recordFound(tx, [{ ...found, evidence: evidenceId, by: actorId }], foundAt);
    return ok({ evidenceId });
  });
}

/** Says anew what counts of it and how long. */
export function changeEvidence(
  db: WorkspaceDb,
  signing: Signing,
  id: EvidenceId,
  { tier, freshDays, guard, note }: NewTerms & { readonly guard?: Guard | null | undefined },
): Result<null> {
  return decide(db, signing, id, {
    ...(tier === undefined ? {} : { tier: { value: tier } }),
    ...(freshDays === undefined ? {} : { freshDays: { value: freshDays } }),
    ...(guard === undefined ? {} : { guard: { value: guard } }),
    ...(note === undefined ? {} : { note: { value: note } }),
  });
}

/** Withdrawn evidence counts for nothing and stays in the log; it can be restored. */
export function setWithdrawn(
  db: WorkspaceDb,
  signing: Signing,
  id: EvidenceId,
  withdrawn: boolean,
): Result<null> {
  return decide(db, signing, id, { withdrawn: { value: withdrawn } });
}

function decide(db: WorkspaceDb, { actorId, sign }: Signing, id: EvidenceId, patch: Patch): Result<null> {
  return db.write('full', (tx) => {
    if (readEvidence(tx.db, id) === null) return noEvidence(id);
    if (Object.keys(patch).length > 0) {
      const ops: EntityOp[] = [{ entity: { kind: 'evidence', id }, patch }];
      appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
    }
    return ok(null);
  });
}

export function noEvidence(id: string) {
  return fail('evidence.not-found', `There is no evidence ${id}. Nothing was changed.`, { evidenceId: id });
}
