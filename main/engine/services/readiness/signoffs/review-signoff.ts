import { counted } from '../../../../../core/domain/trackers/read/counted.ts';
import type { ItemId } from '../../../../../core/kernel/ids.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { signoffStandings } from '../../../../../db/readers/readiness/signoff-standings.ts';
import { giveSignoff, returnWithGaps } from '../../../../../db/usecases/readiness/give-signoff.ts';
import { keyChecks } from '../../../../../node/secrets/ed25519.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { checkFile } from '../../trackers/observe-file.ts';
import { settledSoon } from './settled-soon.ts';
import { cellOf } from './signoff-views.ts';

/** What is signed is what the file says now. */
export const approve: Service<EngineDeps, 'signoffs.approve'> = async (deps, input, context) => {
  const { db } = deps;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const item = itemRow(db.read, input.itemId);
  if (item === null)
    return fail('item.not-found', 'There is no such item. Nothing was signed.', { itemId: input.itemId });
  await checkFile(deps, item.trackerId);
  const given = giveSignoff(db, { actorId: context.actorId, sign: sign.value }, input, keyChecks);
  if (!given.ok) return given;
  const { signoffId, role } = given.value;
  deps.crashPoint('after-signature');
  await settledSoon(deps, item.id);
  const { state, says } = outcome(deps, item.id);
  return ok({ signoffId, role, state, summary: `Signed "${item.title}" as ${role}. ${says}` });
};

function outcome(deps: EngineDeps, itemId: ItemId) {
  const standing = signoffStandings(deps.db.read, [itemId], keyChecks, deps.clock.now()).get(itemId);
  if (standing === undefined) return { state: 'none', says: '' } as const;
  const { state, roles, because } = standing;
  if (state !== 'signed') {
    const open = roles.flatMap(({ role, signed }) => (signed === null ? [role] : []));
    const missing = open.length === 0 ? because.join(' ') : `Still to be signed: ${open.join(', ')}.`;
    return { state, says: missing };
  }
  const cell = cellOf(deps, standing);
  const status = itemRow(deps.db.read, itemId)?.status ?? null;
  if (cell.state === 'waiting')
    return { state, says: `It is signed off, not yet written in the file: ${cell.says ?? ''}` };
  const written = cell.state === 'written' && status !== null ? `, and its status says "${status}"` : '';
  return { state, says: `It is signed off${written}.` };
}

export const returnItem: Service<EngineDeps, 'signoffs.return'> = async (deps, input, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const returned = returnWithGaps(deps.db, { actorId: context.actorId, sign: sign.value }, input, keyChecks);
  if (!returned.ok) return returned;
  const { gapIds, role } = returned.value;
  const title = itemRow(deps.db.read, input.itemId)?.title ?? input.itemId;
  return ok({ gapIds, summary: `Returned "${title}" as ${role}, with ${counted(gapIds.length, 'gaps')}.` });
};
