import { gateCircle } from '../../../../../core/domain/readiness/gate/gate-circle.ts';
import { gateIn } from '../../../../../core/domain/readiness/gate/read-gate.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { documentsOf } from '../../../../../db/readers/readiness/gates/gate-documents.ts';
import { removeGate, saveGate } from '../../../../../db/usecases/readiness/gates.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { judgeNow } from './judge-now.ts';
import { gateKnown, gatesKnown } from './known-gates.ts';

export const checkGate: Service<EngineDeps, 'gates.check'> = async (deps, input, { signal }) => {
  const { text, commit, environment } = input;
  const read = await deps.heavyReads.run('gateText', { text }, signal);
  if (!read.ok) return read;
  if (!read.value.ok) return ok({ problems: [...read.value.problems], judged: null });
  const judged = await judgeNow(deps, { gate: { text }, commit, environment }, signal);
  if (!judged.ok) return judged;
  const { judgement: report, nextSteps } = judged.value;
  return ok({ problems: [], judged: { report, nextSteps } });
};

export const save: Service<EngineDeps, 'gates.save'> = async (deps, { text }, context) => {
  const read = await deps.heavyReads.run('gateText', { text }, context.signal);
  if (!read.ok) return read;
  const document = gateIn(read.value);
  if (!document.ok) return document;
  const { gate: gateId, title } = document.value;
  const known = await gatesKnown(deps, context.signal);
  if (!known.ok) return known;
  const circle = gateCircle(document.value, documentsOf(known.value));
  if (circle !== null) {
    return fail(
      'gate.circular',
      `These gates would ask each other without an end: ${circle.join(', then ')}. Nothing was changed.`,
      { circle },
    );
  }
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const saved = saveGate(deps.db, { actorId: context.actorId, sign: sign.value }, gateId, text);
  return saved.ok ? ok({ gateId, summary: `The gate "${title}" is saved as ${gateId}.` }) : saved;
};

export const remove: Service<EngineDeps, 'gates.remove'> = async (deps, { gateId }, context) => {
  const known = await gateKnown(deps, gateId, context.signal);
  if (!known.ok) return known;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const title = known.value?.document?.title ?? gateId;
  const removed = removeGate(deps.db, { actorId: context.actorId, sign: sign.value }, gateId);
  if (!removed.ok) return removed;
  const isAskedFor = known.value !== null && known.value.trackerId !== null;
  return ok({
    summary: isAskedFor
      ? `"${title}" stands again as its tracker asks for it.`
      : `"${title}" is removed. Its runs stay in the history.`,
  });
};
