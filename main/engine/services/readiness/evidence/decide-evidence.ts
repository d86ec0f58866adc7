import type { EvidenceId } from '../../../../../core/kernel/ids.ts';
import { done, ok, type Result } from '../../../../../core/kernel/result.ts';
import { evidenceRow } from '../../../../../db/readers/readiness/evidence-list.ts';
import { changeEvidence, setWithdrawn } from '../../../../../db/usecases/readiness/evidence.ts';
import type { Acting, Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export const change: Service<EngineDeps, 'evidence.change'> = async (deps, input, context) => {
  const { evidenceId, ...terms } = input;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  return done(changeEvidence(deps.db, { actorId: context.actorId, sign: sign.value }, evidenceId, terms));
};

export const withdraw: Service<EngineDeps, 'evidence.withdraw'> = (deps, { evidenceId }, context) =>
  decide(deps, evidenceId, context, true);

export const restore: Service<EngineDeps, 'evidence.restore'> = (deps, { evidenceId }, context) =>
  decide(deps, evidenceId, context, false);

async function decide(
  deps: EngineDeps,
  id: EvidenceId,
  acting: Acting,
  withdrawn: boolean,
): Promise<Result<{ readonly summary: string }>> {
  const sign = await signatureOf(deps, acting);
  if (!sign.ok) return sign;
  const set = setWithdrawn(deps.db, { actorId: acting.actorId, sign: sign.value }, id, withdrawn);
  if (!set.ok) return set;
  const row = evidenceRow(deps.db.read, id, deps.clock.now());
  const about = row === null ? id : `${row.where} for "${row.itemTitle}"`;
  return ok({
    summary: withdrawn ? `Withdrawn: ${about} no longer counts.` : `Restored: ${about} counts again.`,
  });
}
