import { numberText } from '../../../../../core/domain/readiness/measure/guard.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { addSloValue, withdrawSloValue } from '../../../../../db/usecases/readiness/slo-values.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { policyDocument } from './known-policy.ts';
import { noObjective } from './slo-views.ts';

export const addValue: Service<EngineDeps, 'slo.addValue'> = async (deps, input, context) => {
  const document = await policyDocument(deps, input.policy, context.signal);
  if (!document.ok) return document;
  const objective = document.value.objectives.find(({ id }) => id === input.objective);
  if (objective === undefined) return noObjective(input.policy, input.objective);
  if (!document.value.stages.includes(input.stage))
    return fail(
      'slo.not-found',
      `The SLO policy ${input.policy} has no stage ${input.stage}. Nothing was added.`,
      {
        stage: input.stage,
      },
    );
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const typed = { ...input, measuredAt: input.measuredAt ?? deps.clock.now() };
  const added = addSloValue(deps.db, { actorId: context.actorId, sign: sign.value }, typed);
  if (!added.ok) return added;
  const amount = [numberText(input.value), objective.unit].filter((part) => part !== '').join(' ');
  return ok({
    valueId: added.value.valueId,
    summary: `${objective.title} is ${amount} at ${input.stage} now.`,
  });
};

export const withdrawValue: Service<EngineDeps, 'slo.withdrawValue'> = async (deps, { valueId }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const withdrawn = withdrawSloValue(deps.db, { actorId: context.actorId, sign: sign.value }, valueId);
  return withdrawn.ok ? ok({ summary: `Withdrawn: the value ${valueId} no longer counts.` }) : withdrawn;
};
