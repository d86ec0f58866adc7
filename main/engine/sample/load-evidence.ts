import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../../core/contract/index.ts';
import { parseLocator } from '../../../core/domain/readiness/locator-text.ts';
import type { ItemId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { addEvidence } from '../../../db/usecases/readiness/evidence.ts';
import { createFile } from '../../../node/files/atomic-write.ts';
import type { Acting, Cancellable } from '../handlers.ts';
import { signatureOf } from '../services/actors/signer.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { add } from '../services/readiness/evidence/add-evidence.ts';
import { today } from '../today.ts';
import { datedText } from './dated-text.ts';
import { pieceOf, targetOf } from './sample-items.ts';
import type { FoundSample, SampleManifest } from './sample-manifest.ts';

const DAY_MS = 86_400_000;

/** What backs the sample's items, from files beside its trackers. What was added before stays as it was left. */
export async function loadEvidence(
  deps: EngineDeps,
  context: Acting & Cancellable,
  { folder, manifest: { evidence, staleEvidence } }: FoundSample,
): Promise<Result<null>> {
  for (const { tracker, item, ...piece } of evidence) {
    const target = targetOf(deps, tracker, item);
    if (target === null) continue;
    const added = await addPiece(deps, context, folder, target.itemId, piece);
    if (!added.ok) return added;
  }
  return addStale(deps, context, staleEvidence);
}

export async function addPiece(
  deps: EngineDeps,
  context: Acting & Cancellable,
  folder: string,
  itemId: ItemId,
  { type, where, tier, note }: Omit<SampleManifest['evidence'][number], 'tracker' | 'item'>,
): Promise<Result<null>> {
  if (pieceOf(deps, itemId, type, where) !== null) return ok(null);
  const locator = parseLocator(type, where);
  if (!locator.ok) return locator;
  const written = 'file' in locator.value ? await writeFile(deps, folder, locator.value.file) : ok(null);
  if (!written.ok) return written;
  const input = { itemId, locator: locator.value, folder: null, tier, note };
  const added = await add(deps, contract['evidence.add'].input.parse(input), context);
  return added.ok ? ok(null) : added;
}

async function writeFile(deps: EngineDeps, folder: string, name: string): Promise<Result<null>> {
  const text = datedText(readFileSync(join(folder, name), 'utf8'), today(deps.clock));
  const token = Buffer.from(deps.entropy.bytes(6)).toString('hex');
  const path = join(deps.workspace, 'sample', name);
  const bytes = new TextEncoder().encode(text);
  const written = await createFile(deps.files, { path, bytes, token, overwrite: false });
  return written.ok || written.error.code === 'file.exists' ? ok(null) : written;
}

/** Found to hold when its folder was still here: nobody can look again, and its days are over. */
async function addStale(
  deps: EngineDeps,
  acting: Acting,
  { tracker, item, folder, path, daysAgo, ...terms }: SampleManifest['staleEvidence'],
): Promise<Result<null>> {
  const target = targetOf(deps, tracker, item);
  if (target === null || pieceOf(deps, target.itemId, 'code', path) !== null) return ok(null);
  const sign = await signatureOf(deps, acting);
  if (!sign.ok) return sign;
  const added = addEvidence(
    deps.db,
    { actorId: acting.actorId, sign: sign.value },
    {
      tracker: target.trackerId,
      item: target.itemId,
      root: {
        id: null,
        kind: 'folder',
        folder: join(deps.workspace, 'sample', folder),
        name: folder,
        marks: null,
      },
      locator: { type: 'code', revision: null, path },
      digest: null,
      guard: null,
      ...terms,
      found: { result: 'verified', says: `${path} is there, with 2184 bytes.`, digest: null, commit: null },
      foundAt: deps.clock.now() - daysAgo * DAY_MS,
    },
  );
  return added.ok ? ok(null) : added;
}
