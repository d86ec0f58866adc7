import type { GapClosed } from '../../../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { GapId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { setGapClosed } from '../../../../../db/usecases/readiness/gaps.ts';
import { adoptPolicy } from '../../../../../db/usecases/readiness/signoff-policy.ts';
import type { Acting, Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export const closeGap: Service<EngineDeps, 'signoffs.closeGap'> = (deps, { gapId, note }, context) =>
  decide(deps, gapId, { note }, context);

export const reopenGap: Service<EngineDeps, 'signoffs.reopenGap'> = (deps, { gapId }, context) =>
  decide(deps, gapId, null, context);

async function decide(
  deps: EngineDeps,
  gapId: GapId,
  closed: GapClosed,
  acting: Acting,
): Promise<Result<{ readonly summary: string }>> {
  const sign = await signatureOf(deps, acting);
  if (!sign.ok) return sign;
  const gap = setGapClosed(deps.db, { actorId: acting.actorId, sign: sign.value }, gapId, closed);
  if (!gap.ok) return gap;
  return ok({ summary: `${closed === null ? 'Opened again' : 'Closed'}: ${gap.value.says}` });
}

export const setPolicy: Service<EngineDeps, 'signoffs.setPolicy'> = async (deps, { policy }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const adopted = adoptPolicy(deps.db, { actorId: context.actorId, sign: sign.value }, policy);
  if (!adopted.ok) return adopted;
  const { version, isNew } = adopted.value;
  const summary = isNew
    ? 'The policy is in force. What was signed before stays judged by the one before.'
    : 'This policy is in force already; nothing was changed.';
  return ok({ version, summary });
};
