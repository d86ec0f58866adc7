import { z } from 'zod';
import { EvidenceTier, VerificationResult } from '../domain/readiness/evidence.ts';
import { EvidenceTerms, FreshDays, NewTerms } from '../domain/readiness/evidence-ops.ts';
import {
  EvidenceCounts,
  EvidenceFilter,
  EvidenceRow,
  VerificationRow,
} from '../domain/readiness/evidence-row.ts';
import { LocatorDraft } from '../domain/readiness/locator-text.ts';
import { GuardBound } from '../domain/readiness/measure/guard.ts';
import { Measure } from '../domain/readiness/measure/measure.ts';
import { EvidenceId, ItemId, TrackerId } from '../kernel/ids.ts';
import { command, query, view } from './define.ts';
import { Nothing, signingErrors } from './shared.ts';

/** What its work is called among the jobs. */
export const VERIFY_EVIDENCE_JOB = 'Verify evidence';

const One = z.object({ evidenceId: EvidenceId });
/** A guard by its bound and a baseline: a number, or the number that a file has now. */
const NewGuard = z.object({
  bound: GuardBound,
  baseline: z.union([z.number(), z.object({ file: z.string().min(1).max(4096), measure: Measure })]),
});
const guardErrors = [
  'evidence.no-measure',
  'evidence.no-baseline',
  'evidence.no-root',
  'evidence.bad-locator',
  'file.missing',
  'file.too-large',
  'file.disk-full',
  'file.read-failed',
  'file.write-failed',
  'job.cancelled',
] as const;
/** Pieces or items that one call may name. */
const mostNamed = 1000;

export const evidence = {
  'evidence.list': view(EvidenceFilter, EvidenceRow, EvidenceCounts),
  /** One piece, with the verifications that are kept of it, the newest first. */
  'evidence.show': query(One, z.object({ row: EvidenceRow, history: z.array(VerificationRow) }), [
    'evidence.not-found',
  ]),
  /**
   * Verifies it at once. A path is below the root: that of `folder`, else that of the item's tracker. A file from elsewhere is
   * copied into the workspace.
   */
  'evidence.add': command(
    'actor',
    z.object({
      itemId: ItemId,
      locator: LocatorDraft,
      /** A folder on the engine's machine. */
      folder: z.string().min(1).nullable(),
      tier: EvidenceTier.default('claimed'),
      freshDays: FreshDays.nullable().default(null),
      note: EvidenceTerms.shape.note.default(''),
      /** For a number that is measured. A count of what static analysis found is held to nothing found where this is null. */
      guard: NewGuard.nullable().default(null),
    }),
    z.object({ evidenceId: EvidenceId, result: VerificationResult, says: z.string(), summary: z.string() }),
    ['item.not-found', 'evidence.exists', ...guardErrors, ...signingErrors],
  ),
  'evidence.change': command('actor', One.extend(NewTerms.shape), Nothing, [
    'evidence.not-found',
    ...signingErrors,
  ]),
  /** Holds the number it measures to another baseline or bound, or with null to none, and looks at it again. */
  'evidence.guard': command(
    'actor',
    One.extend({ guard: NewGuard.nullable() }),
    z.object({ result: VerificationResult, says: z.string() }),
    ['evidence.not-found', ...guardErrors, ...signingErrors],
  ),
  /** Undone by evidence.restore. */
  'evidence.withdraw': command('actor', One, z.object({ summary: z.string() }), [
    'evidence.not-found',
    ...signingErrors,
  ]),
  'evidence.restore': command('actor', One, z.object({ summary: z.string() }), [
    'evidence.not-found',
    ...signingErrors,
  ]),
  /** Long work: runs as a job with progress; the answer comes when all were looked at. */
  'evidence.verify': command(
    'actor',
    z.object({
      what: z.discriminatedUnion('of', [
        z.object({ of: z.literal('evidence'), ids: z.array(EvidenceId).min(1).max(mostNamed) }),
        /** All that counts for them. */
        z.object({ of: z.literal('items'), ids: z.array(ItemId).min(1).max(mostNamed) }),
        /** All that counts in it; null: in any. */
        z.object({ of: z.literal('tracker'), trackerId: TrackerId.nullable() }),
      ]),
    }),
    z.object({
      verified: z.number().int(),
      others: z.number().int(),
      /** In the order it was added. */
      rows: z.array(
        z.object({
          evidenceId: EvidenceId,
          itemId: ItemId,
          itemTitle: z.string(),
          where: z.string(),
          result: VerificationResult,
          says: z.string(),
        }),
      ),
    }),
    ['evidence.not-found', 'job.cancelled'],
  ),
};
