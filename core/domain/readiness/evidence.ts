import { z } from 'zod';
import type { ActorId, EvidenceId, ItemId, RootId, TrackerId } from '../../kernel/ids.ts';
import type { Guard } from './measure/guard.ts';
import { Measure } from './measure/measure.ts';

/** What a piece of evidence is, and with that how it is verified. */
export const EvidenceType = z.enum(['doc', 'contract', 'code', 'test', 'artifact']);
export type EvidenceType = z.output<typeof EvidenceType>;

/** How close to real use it was gained, weakest first: a criterion may ask for one of these or better. */
export const EVIDENCE_TIERS = ['claimed', 'local-run', 'ci-run', 'staging', 'production-observed'] as const;
export const EvidenceTier = z.enum(EVIDENCE_TIERS);
export type EvidenceTier = z.output<typeof EvidenceTier>;

/** SHA-256 of a file's bytes, in lower-case hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/u);
export type Digest = z.output<typeof Digest>;

/** Below the root, with `/` between its parts, never above it. */
export const RootedPath = z
  .string()
  .min(1)
  .max(1000)
  .refine(
    (path) =>
      !path.startsWith('/') &&
      !path.includes('\0') &&
      path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    {
      message: 'A path below the root, without "..".',
    },
  );

/**
 * A commit by its id or the beginning of it, a branch or a tag. Not what else git takes for a revision (`main~3`, `@{u}`,
 * `:/text`): some mean another commit on every device, and some search all of the history.
 */
const Revision = z
  .string()
  .min(1)
  .max(200)
  .regex(/^(?!-)(?!.*(?:\.\.|@\{))[^\s\p{Cc}~^:?*[\\]+$/u, { message: 'A commit, branch or tag.' });

/** Where the file is: below the root, or in the workspace's evidence store under its digest. */
const Place = z.union([z.object({ path: RootedPath }), z.object({ stored: Digest })]);
export type EvidencePlace = z.output<typeof Place>;

/** Where a piece of evidence is found. `revision`: a commit, branch or tag of the root's repository; null: the files as they are. */
export const Locator = z.discriminatedUnion('type', [
  z.object({ type: z.literal('doc'), place: Place, heading: z.string().min(1).max(300).nullable() }),
  /** A JSON pointer (RFC 6901) into an OpenAPI or AsyncAPI document. */
  z.object({
    type: z.literal('contract'),
    place: Place,
    pointer: z
      .string()
      .max(1000)
      .regex(/^(?:\/.*)?$/u),
  }),
  z.object({
    type: z.literal('code'),
    /** Null: the file as it is. */
    revision: Revision.nullable(),
    /** Null: the commit itself. */
    path: RootedPath.nullable(),
  }),
  /** A test in a JUnit report, by `suite.class.name` or by its name alone where that is the only one. */
  z.object({ type: z.literal('test'), place: Place, test: z.string().min(1).max(1000) }),
  z.object({
    type: z.literal('artifact'),
    place: Place,
    /** It is a report, and this number of it is what counts. */
    measure: Measure.exactOptional(),
    /** It is an in-toto statement, and this file below the same root is what it has to be about. */
    subject: RootedPath.exactOptional(),
  }),
]);
export type Locator = z.output<typeof Locator>;

/** The number that counts of it; null where nothing is measured. */
export function measureOf(locator: Locator): Measure | null {
  return locator.type === 'artifact' ? (locator.measure ?? null) : null;
}

/** A piece of evidence for an item, as it was added and since changed. */
export interface Evidence {
  readonly id: EvidenceId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  /** The repository or folder that paths and revisions are meant in; null where the place is the store alone. */
  readonly rootId: RootId | null;
  readonly locator: Locator;
  /** Of the file as it was added; null for a commit and a path at one, and for what was not to be had then. */
  readonly digest: Digest | null;
  readonly tier: EvidenceTier;
  /** Days after which a verification no longer counts; null: it always does. */
  readonly freshDays: number | null;
  /** What the number it measures is held to; null: to nothing. */
  readonly guard: Guard | null;
  readonly note: string;
  readonly addedBy: ActorId;
  readonly addedAt: number;
  readonly withdrawn: boolean;
}

/**
 * What a look at a piece of evidence came to. `missing`: the root is there and the thing is not; `unreachable`: the root
 * itself could not be looked at, which says nothing about the thing.
 */
export const VerificationResult = z.enum(['verified', 'failed', 'missing', 'unreachable']);
export type VerificationResult = z.output<typeof VerificationResult>;

export const Verification = z.object({
  result: VerificationResult,
  /** One sentence for a person: what was looked at, and what of it did not hold. */
  says: z.string().max(2000),
  /** The file's digest now; null where no file was read. */
  digest: Digest.nullable(),
  /** The commit that was looked in; null for the files as they are. */
  commit: z.string().nullable(),
  /** The number it measures; left out where there is none. */
  value: z.number().exactOptional(),
  /** When that was measured, as the report says. */
  measuredAt: z.number().exactOptional(),
  /** That nothing was tried, where it failed for that: a gate tells it from a failure. */
  why: z.literal('skipped').exactOptional(),
});
export type Verification = z.output<typeof Verification>;

/** How a piece of evidence stands: as its last verification, which may have become too old. */
export const EvidenceState = z.enum([
  'unverified',
  'verified',
  'stale',
  ...VerificationResult.exclude(['verified']).options,
]);
export type EvidenceState = z.output<typeof EvidenceState>;
