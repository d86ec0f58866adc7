import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { documentVersions } from '../../../db/readers/readiness/document-versions.ts';
import { saveSloPolicy } from '../../../db/usecases/readiness/slo-policies.ts';
import { addSloValue } from '../../../db/usecases/readiness/slo-values.ts';
import type { Acting } from '../handlers.ts';
import { signatureOf } from '../services/actors/signer.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { today } from '../today.ts';
import { pieceOf, targetOf } from './sample-items.ts';
import type { FoundSample } from './sample-manifest.ts';

const DAY_MS = 86_400_000;

/** Values of the last days, then the policy: a kill in between leaves values that are typed in only once. */
export async function loadObjectives(
  deps: EngineDeps,
  acting: Acting,
  { folder, manifest }: FoundSample,
): Promise<Result<null>> {
  const { db } = deps;
  const { id: policy, file, evidence, stage, values } = manifest.objectives;
  const target = targetOf(deps, evidence.tracker, evidence.item);
  const piece = target && pieceOf(deps, target.itemId, evidence.type, evidence.where);
  if (piece === null || documentVersions(db.read, 'slo-policy', policy, () => null).length > 0)
    return ok(null);
  const sign = await signatureOf(deps, acting);
  if (!sign.ok) return sign;
  const signing = { actorId: acting.actorId, sign: sign.value };
  const midnight = Date.parse(`${today(deps.clock)}T00:00:00Z`);
  for (const { objective, daysAgo, value } of values) {
    const measuredAt = midnight - daysAgo * DAY_MS;
    const typed = { policy, objective, stage, value, measuredAt, evidence: piece.id, note: '' };
    const added = addSloValue(db, signing, typed);
    if (!added.ok && added.error.code !== 'slo.exists') return added;
  }
  const text = readFileSync(join(folder, 'readiness', file), 'utf8');
  const saved = saveSloPolicy(db, signing, policy, text);
  return saved.ok ? ok(null) : saved;
}
