import { gateCircle } from '../../../../../core/domain/readiness/gate/gate-circle.ts';
import { gateIn, readGate } from '../../../../../core/domain/readiness/gate/read-gate.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { documentsOf, knownGates } from '../../../../../db/readers/readiness/gates/gate-documents.ts';
import { removeGate, saveGate } from '../../../../../db/usecases/readiness/gates.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { judgeNow } from './judge-now.ts';

export const checkGate: Service<EngineDeps, 'gates.check'> = async (deps, input, { signal }) => {
  const { text, commit, environment } = input;
  const read = readGate(text);
  if (!read.ok) return ok({ problems: [...read.problems], judged: null });
  const judged = await judgeNow(deps, { gate: { text }, commit, environment }, signal);
  if (!judged.ok) return judged;
  const { judgement: report, nextSteps } = judged.value;
  return ok({ problems: [], judged: { report, nextSteps } });
};

export const save: Service<EngineDeps, 'gates.save'> = async (deps, { text }, context) => {
  const document = gateIn(text);
  if (!document.ok) return document;
  const { gate: gateId, title } = document.value;
  const circle = gateCircle(document.value, documentsOf(knownGates(deps.db.read)));
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
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const title = knownGates(deps.db.read).find(({ id }) => id === gateId)?.document?.title ?? gateId;
  const removed = removeGate(deps.db, { actorId: context.actorId, sign: sign.value }, gateId);
  if (!removed.ok) return removed;
  const stands = knownGates(deps.db.read).some(({ id }) => id === gateId);
  return ok({
    summary: stands
      ? `"${title}" stands again as its tracker asks for it.`
      : `"${title}" is removed. Its runs stay in the history.`,
  });
};
