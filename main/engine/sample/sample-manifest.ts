import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EvidenceTier, EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { FreshDays } from '../../../core/domain/readiness/evidence-ops.ts';
import { CriterionId, GateId } from '../../../core/domain/readiness/gate/gate-document.ts';
import { ObjectiveId, SloName, SloPolicyId } from '../../../core/domain/readiness/slo/slo-document.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';

const Terms = { tier: EvidenceTier, note: z.string().default('') };
const FileName = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
/** `item`: how its title begins. */
const Item = { tracker: FileName, item: z.string() };
/** `where`: a locator in one line, whose file lies beside the manifest. */
const Piece = { type: EvidenceType, where: z.string() };

/** `assets/sample/manifest.json`: the fictional programme's trackers, each with its versions by age, and what backs them. */
export const SampleManifest = z.object({
  trackers: z.array(
    z.object({
      file: FileName,
      profile: z.string(),
      revisions: z.array(z.object({ daysAgo: z.number().int().min(0), file: FileName })).min(1),
    }),
  ),
  evidence: z.array(z.object({ ...Item, ...Piece, ...Terms })),
  /** Code that was verified so many days ago, in a folder that is not there any more. */
  staleEvidence: z.object({
    ...Item,
    folder: FileName,
    path: z.string(),
    freshDays: FreshDays,
    daysAgo: z.number().int().min(1),
    ...Terms,
  }),
  /** What is put up to be signed off; the second person answers what the owner asks for. */
  signoffs: z.array(
    z.object({
      ...Item,
      askedBy: z.enum(['owner', 'second']),
      note: z.string().min(1),
      /** Left out: it waits. */
      answer: z.enum(['signed', 'returned']).nullable().default(null),
      gaps: z.array(z.string()).default([]),
      /** Evidence that comes after the signature, which is stale then. */
      addedLater: z
        .object({ ...Piece, ...Terms })
        .nullable()
        .default(null),
    }),
  ),
  /** An SLO policy in `readiness`, and values that were typed in by one piece of evidence. */
  objectives: z.object({
    id: SloPolicyId,
    file: FileName,
    evidence: z.object({ ...Item, ...Piece }),
    stage: SloName,
    values: z.array(
      z.object({ objective: ObjectiveId, daysAgo: z.number().int().min(1), value: z.number() }),
    ),
  }),
  /** A gate in `readiness`. It runs before and after the sign-offs. */
  gate: z.object({
    id: GateId,
    file: FileName,
    exception: z.object({
      criterion: CriterionId,
      owner: z.string(),
      reason: z.string(),
      rollback: z.string(),
      days: z.number().int().min(1),
    }),
  }),
});
export type SampleManifest = z.infer<typeof SampleManifest>;

export interface FoundSample {
  readonly folder: string;
  readonly manifest: SampleManifest;
}

/** How far above the running code the assets may stand: beside the sources, or packed with a build. */
const LEVELS_UP = 6;

export function findSample(from: string): Result<FoundSample, 'sample.missing'> {
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
