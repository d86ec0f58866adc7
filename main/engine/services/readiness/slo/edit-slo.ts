import { fromOpenSlo } from '../../../../../core/domain/readiness/slo/open-slo.ts';
import { readSloPolicyText, sloPolicyIn } from '../../../../../core/domain/readiness/slo/read-slo-policy.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { namesOfRoots } from '../../../../../db/records/root.ts';
import { removeSloPolicy, saveSloPolicy } from '../../../../../db/usecases/readiness/slo-policies.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export const validate: Service<EngineDeps, 'slo.validate'> = ({ db }, { text }) => {
  const own = ownText(text);
  if (!own.ok) return ok({ problems: [{ line: 1, says: own.error.message }], text });
  const read = readSloPolicyText(own.value, namesOfRoots(db.read));
  return ok({ problems: read.ok ? [] : [...read.problems], text: own.value });
};

export const savePolicy: Service<EngineDeps, 'slo.save'> = async (deps, { text: written }, context) => {
  const own = ownText(written);
  if (!own.ok) return own;
  const text = own.value;
  const document = sloPolicyIn(text, namesOfRoots(deps.db.read));
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

/** As it would be written here, where it is in OpenSLO. */
function ownText(text: string): Result<string, 'slo.bad-document'> {
  const read = fromOpenSlo(text);
  if (read.kind === 'unreadable')
    return fail('slo.bad-document', `This is no SLO policy: ${read.why}. Nothing was changed.`);
  return ok(read.kind === 'policy' ? read.text : text);
}
