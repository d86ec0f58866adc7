import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EvidenceTier, EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { FreshDays } from '../../../core/domain/readiness/evidence-ops.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';

const Terms = { tier: EvidenceTier, note: z.string().default('') };
const FileName = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);

/** `assets/sample/manifest.json`: the fictional programme's trackers, each with its versions by age, and what backs them. */
export const SampleManifest = z.object({
  trackers: z.array(
    z.object({
      file: FileName,
      profile: z.string(),
      revisions: z.array(z.object({ daysAgo: z.number().int().min(0), file: FileName })).min(1),
    }),
  ),
  /** `item`: how its title begins; `where`: its locator in one line. Its file lies beside the manifest. */
  evidence: z.array(
    z.object({ tracker: FileName, item: z.string(), type: EvidenceType, where: z.string(), ...Terms }),
  ),
  /** Code that was verified so many days ago, in a folder that is not there any more. */
  staleEvidence: z.object({
    tracker: FileName,
    item: z.string(),
    folder: FileName,
    path: z.string(),
    freshDays: FreshDays,
    daysAgo: z.number().int().min(1),
    ...Terms,
  }),
});
export type SampleManifest = z.infer<typeof SampleManifest>;

/** How far above the running code the assets may stand: beside the sources, or packed with a build. */
const LEVELS_UP = 6;

export function findSample(
  from: string,
): Result<{ folder: string; manifest: SampleManifest }, 'sample.missing'> {
  let folder = from;
  for (let level = 0; level < LEVELS_UP; level += 1) {
    const candidate = join(folder, 'assets', 'sample');
    const file = join(candidate, 'manifest.json');
    if (existsSync(file)) {
      return ok({
        folder: candidate,
        manifest: SampleManifest.parse(JSON.parse(readFileSync(file, 'utf8'))),
      });
    }
    folder = dirname(folder);
  }
  return fail(
    'sample.missing',
    'The sample is not part of this installation. Import a tracker of your own instead.',
  );
}
