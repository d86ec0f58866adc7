import {
  type Digest,
  type Locator,
  measureOf,
  type Verification,
} from '../../../../../core/domain/readiness/evidence.ts';
import { locatorText } from '../../../../../core/domain/readiness/locator-text.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { addEvidence } from '../../../../../db/usecases/readiness/evidence.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { guardFor } from './guard-evidence.ts';
import { locate, locateSent } from './locate.ts';
import { notWritable, rootIn, untilAborted } from './look-at.ts';

/** What is looked at while it is added says which contents it was added with. */
export const add: Service<EngineDeps, 'evidence.add'> = async (deps, input, context) => {
  const { signal, actorId } = context;
  const { evidence: ports } = deps;
  if (ports === null) return notWritable(deps);
  const item = itemRow(deps.db.read, input.itemId);
  if (item === null)
    return fail('item.not-found', 'There is no such item. Nothing was added.', { itemId: input.itemId });
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const target = { trackerId: item.trackerId, folder: input.folder };
  const located =
    input.upload === null
      ? await untilAborted(locate(deps, ports.store, input.locator, target, signal), signal)
      : await locateSent(deps, input.locator, actorId, input.upload);
  if (located === null) return givenUp();
  if (!located.ok) return located;
  const { root, folder, locator } = located.value;
  const guarding = await guardFor(deps, ports, locator, input.guard, target, signal);
  if (!guarding.ok) return guarding;
  const guard = guarding.value;
  const here = folder === null ? null : await rootIn(deps, folder);
  const isAway = root !== null && here === null;
  const found = isAway
    ? ({
        result: 'unreachable',
        says: 'Its root is in no folder of this device.',
        digest: null,
        commit: null,
      } as const)
    : await untilAborted(ports.verify({ root: here, locator, digest: null, guard }, signal), signal);
  if (found === null) return givenUp();
  const { tier, freshDays } = input;
  const added = addEvidence(
    deps.db,
    { actorId, sign: sign.value },
    {
      tracker: item.trackerId,
      item: item.id,
      root,
      locator,
      digest: digestOf(locator, found),
      tier,
      freshDays,
      guard,
      note: input.note,
      found,
    },
  );
  if (!added.ok) return added;
  const summary = `Added ${locatorText(locator)} as evidence for "${item.title}".`;
  return ok({ evidenceId: added.value.evidenceId, result: found.result, says: found.says, summary });
};

/** Reports and contracts are written anew by whoever makes them: they count as long as they say what they are named for. */
function digestOf(locator: Locator, { digest }: Pick<Verification, 'digest'>): Digest | null {
  if ('place' in locator && 'stored' in locator.place) return locator.place.stored;
  const isWrittenAnew = locator.type === 'test' || locator.type === 'contract' || measureOf(locator) !== null;
  return isWrittenAnew ? null : digest;
}

function givenUp() {
  return fail('job.cancelled', 'Adding the evidence was given up. Nothing was added.');
}
