import type { ItemId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { signoffStandings } from '../../../db/readers/readiness/signoff-standings.ts';
import { readRequests } from '../../../db/records/readiness/signoff.ts';
import { keyChecks } from '../../../node/secrets/ed25519.ts';
import type { Acting, Cancellable } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { request } from '../services/readiness/signoffs/request-signoff.ts';
import { approve, returnItem } from '../services/readiness/signoffs/review-signoff.ts';
import { addPiece } from './load-evidence.ts';
import { pieceOf, targetOf } from './sample-items.ts';
import type { FoundSample, SampleManifest } from './sample-manifest.ts';
import { asSamplePerson } from './sample-person.ts';

type Loading = Acting & Cancellable;
type Planned = SampleManifest['signoffs'][number];

interface Open extends Planned {
  readonly itemId: ItemId;
}

/** What waits, is signed, is stale or was returned. An item that was put up before stays as it was left. */
export async function loadSignoffs(
  deps: EngineDeps,
  owner: Loading,
  { folder, manifest }: FoundSample,
): Promise<Result<null>> {
  const open = manifest.signoffs.flatMap((one): Open[] => {
    const target = targetOf(deps, one.tracker, one.item);
    const item = target === null ? null : { ...one, itemId: target.itemId };
    return item === null || nextStep(deps, item) === null ? [] : [item];
  });
  if (open.length === 0) return ok(null);
  return asSamplePerson(deps, owner, async (second) => {
    for (const one of open) {
      const carried = await carryOn(deps, owner, second, folder, one);
      if (!carried.ok) return carried;
    }
    return ok(null);
  });
}

/** Also from where a kill left it. */
async function carryOn(
  deps: EngineDeps,
  owner: Loading,
  second: Loading,
  folder: string,
  one: Open,
): Promise<Result<null>> {
  const { itemId, note, gaps, addedLater } = one;
  for (let step = nextStep(deps, one); step !== null; step = nextStep(deps, one)) {
    if (owner.signal.aborted) return ok(null);
    const asker = one.askedBy === 'owner' ? owner : second;
    const inRole = { itemId, role: null };
    const done =
      step === 'ask'
        ? await request(deps, { itemId, roles: [], note }, asker)
        : step === 'sign'
          ? await approve(deps, inRole, second)
          : step === 'return'
            ? await returnItem(deps, { ...inRole, gaps }, second)
            : addedLater && (await addPiece(deps, owner, folder, itemId, addedLater));
    if (done?.ok === false) return done;
  }
  return ok(null);
}

type Step = 'ask' | 'sign' | 'return' | 'add-evidence';

function nextStep(deps: EngineDeps, one: Open): Step | null {
  const { db, clock } = deps;
  const { itemId, note, answer, addedLater } = one;
  if (readRequests(db.read, JSON.stringify([itemId])).length === 0) return 'ask';
  const standing = signoffStandings(db.read, [itemId], keyChecks, clock.now()).get(itemId);
  const asked = standing?.request ?? null;
  if (standing === undefined || asked?.asked.note !== note) return null;
  if (standing.state === 'requested' && asked.signatures.length === 0)
    return answer === 'signed' ? 'sign' : answer === 'returned' ? 'return' : null;
  const isToCome =
    standing.state === 'signed' &&
    addedLater !== null &&
    pieceOf(deps, itemId, addedLater.type, addedLater.where) === null;
  return isToCome ? 'add-evidence' : null;
}
