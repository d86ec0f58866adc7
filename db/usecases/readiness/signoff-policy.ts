import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import type { Digest } from '../../../core/domain/readiness/evidence.ts';
import type { SignoffPolicy } from '../../../core/domain/readiness/signoff/policy.ts';
import { policyFault } from '../../../core/domain/readiness/signoff/policy-history.ts';
import { adoptionField } from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readActor } from '../../records/actor.ts';
import { digestOf, readPolicies } from '../../records/readiness/signoff.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from './evidence.ts';

/** From now on this one is in force; what was signed before stays judged by the one that was. */
export function adoptPolicy(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  policy: SignoffPolicy,
): Result<{ readonly version: Digest; readonly isNew: boolean }> {
  return db.write<{ version: Digest; isNew: boolean }>('full', (tx) => {
    const invalid = (says: string) => fail('signoff.policy-invalid', `${says} The policy was left as it is.`);
    const fault = policyFault(policy);
    if (fault !== null) return invalid(fault);
    const nobody = policy.roles.flatMap(({ holders }) => holders).find((id) => readActor(tx.db, id) === null);
    if (nobody !== undefined) return invalid(`${nobody} is nobody here.`);
    const version = digestOf(policy);
    if (readPolicies(tx.db).inForce(null).version === version) return ok({ version, isNew: false });
    const correlation = tx.id('cr');
    const patch = { policy: { value: policy }, [adoptionField(correlation)]: { value: true } };
    const ops: EntityOp[] = [{ entity: { kind: 'signoff-policy', id: version }, patch }];
    appendOps(tx, { actorId, sign, correlation, ops });
    return ok({ version, isNew: true });
  });
}
