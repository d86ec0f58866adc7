import { ok } from '../../../../../core/kernel/result.ts';
import { shownItemOf } from '../../../../../db/readers/readiness/evidence-list.ts';
import { restoreSignoff } from '../../../../../db/usecases/readiness/restore-signoff.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { settledSoon } from './settled-soon.ts';

export const restoreWithdrawn: Service<EngineDeps, 'signoffs.restore'> = async (deps, input, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const restored = restoreSignoff(deps.db, { actorId: context.actorId, sign: sign.value }, input);
  if (!restored.ok) return restored;
  const { itemId } = restored.value;
  await settledSoon(deps, itemId);
  const { itemTitle } = shownItemOf(deps.db.read, itemId);
  const what = input.requestId === null ? 'your signature counts again for' : 'it is asked for again:';
  return ok({ summary: `Restored: ${what} "${itemTitle}".` });
};
