import { fail, ok } from '../../../../../core/kernel/result.ts';
import { readEvidence } from '../../../../../db/records/readiness/evidence.ts';
import { folderOfRoot } from '../../../../../db/records/root.ts';
import { noEvidence } from '../../../../../db/usecases/readiness/evidence.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { notWritable, rootIn, untilAborted } from './look-at.ts';

export const preview: Service<EngineDeps, 'evidence.preview'> = async (deps, { evidenceId }, { signal }) => {
  const piece = readEvidence(deps.db.read, evidenceId);
  if (piece === null) return noEvidence(evidenceId);
  if (deps.evidence === null) return notWritable(deps);
  const { rootId, locator, digest } = piece;
  const folder = rootId === null ? null : folderOfRoot(deps.db.read, rootId);
  const root = folder === null ? null : await rootIn(deps, folder);
  const previewed = await untilAborted(deps.evidence.preview({ root, locator, digest }, signal), signal);
  return previewed === null ? fail('job.cancelled', 'Reading the file was given up.') : ok(previewed);
};
