import type { ItemId } from '../../../../../core/kernel/ids.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { shownItemOf } from '../../../../../db/readers/readiness/evidence-list.ts';
import { askForSignoff, withdrawRequest } from '../../../../../db/usecases/readiness/ask-signoff.ts';
import { withdrawSignatures } from '../../../../../db/usecases/readiness/give-signoff.ts';
import { keyChecks } from '../../../../../node/secrets/ed25519.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { checkFile } from '../../trackers/observe-file.ts';
import { settledSoon } from './settled-soon.ts';

/** What is put up is what the file says now. */
export const request: Service<EngineDeps, 'signoffs.request'> = async (deps, input, context) => {
  const { db } = deps;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const item = itemRow(db.read, input.itemId);
  if (item === null)
    return fail('item.not-found', 'There is no such item. Nothing was asked for.', { itemId: input.itemId });
  await checkFile(deps, item.trackerId);
  const asked = askForSignoff(db, { actorId: context.actorId, sign: sign.value }, input, keyChecks);
  if (!asked.ok) return asked;
  await settledSoon(deps, item.id);
  const summary = `"${item.title}" waits to be signed off as ${asked.value.roles.join(', ')}.`;
  return ok({ ...asked.value, summary });
};

export const withdraw: Service<EngineDeps, 'signoffs.withdraw'> = async (deps, input, context) => {
  const { itemId, role, what } = input;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const signing = { actorId: context.actorId, sign: sign.value };
  const named = (id: ItemId): string => `"${shownItemOf(deps.db.read, id).itemTitle}"`;
  if (what !== 'request') {
    const taken = withdrawSignatures(deps.db, signing, { itemId, role }, keyChecks);
    if (taken.ok) {
      const roles = taken.value.roles.join(', ');
      const summary = `Withdrawn: your signature as ${roles} no longer counts for ${named(itemId)}.`;
      return ok({ summary, withdrawn: { requestId: null, signoffIds: [...taken.value.signoffIds] } });
    }
    if (what === 'signature' || taken.error.code !== 'signoff.nothing-to-withdraw') return taken;
  }
  const taken = withdrawRequest(deps.db, signing, itemId, keyChecks);
  if (!taken.ok) return taken;
  return ok({
    summary: `Withdrawn: ${named(itemId)} no longer waits to be signed off.`,
    withdrawn: { requestId: taken.value.requestId, signoffIds: [] },
  });
};
