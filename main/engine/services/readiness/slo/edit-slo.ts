import { sloPolicyIn } from '../../../../../core/domain/readiness/slo/read-slo-policy.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { removeSloPolicy, saveSloPolicy } from '../../../../../db/usecases/readiness/slo-policies.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export const validate: Service<EngineDeps, 'slo.validate'> = async ({ heavyReads }, { text }, { signal }) => {
  const read = await heavyReads.run('sloText', { text }, signal);
  if (!read.ok) return read;
  const own = read.value;
  if (!own.ok) return ok({ problems: [{ line: 1, says: own.error.message }], text });
  const { document, text: written } = own.value;
  return ok({ problems: document.ok ? [] : [...document.problems], text: written });
};

export const savePolicy: Service<EngineDeps, 'slo.save'> = async (deps, { text: written }, context) => {
  const read = await deps.heavyReads.run('sloText', { text: written }, context.signal);
  if (!read.ok) return read;
  if (!read.value.ok) return read.value;
  const { text } = read.value.value;
  const document = sloPolicyIn(read.value.value.document);
  if (!document.ok) return document;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const { policy, title } = document.value;
  const saved = saveSloPolicy(deps.db, { actorId: context.actorId, sign: sign.value }, policy, text);
  if (!saved.ok) return saved;
  const summary = saved.value.isNew
    ? `The SLO policy "${title}" is saved as ${policy}.`
    : `The SLO policy ${policy} is replaced by this one.`;
  return ok({ policy, text, summary });
};

export const removePolicy: Service<EngineDeps, 'slo.remove'> = async (deps, { policy }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const removed = removeSloPolicy(deps.db, { actorId: context.actorId, sign: sign.value }, policy);
  return removed.ok
    ? ok({
        summary: `The SLO policy ${policy} is removed. Its values are kept, and count when it is saved again.`,
      })
    : removed;
};
