import { z } from 'zod';
import { BundleId } from '../../../kernel/ids.ts';
import { Digest } from '../evidence.ts';
import { BundleManifest, Fingerprint } from './manifest.ts';

/** What is wrong with a bundle, for programs; `says` tells a person. */
export const BundleProblemCode = z.enum([
  'bundle.not-an-archive',
  'bundle.unsafe-name',
  'bundle.not-a-file',
  'bundle.duplicate-name',
  'bundle.too-large',
  'bundle.damaged',
  'bundle.manifest',
  'bundle.member-missing',
  'bundle.member-extra',
  'bundle.member-changed',
  'bundle.checksums',
  'bundle.key',
  'bundle.signature',
  'bundle.report',
  'bundle.lineage',
  'bundle.evidence',
  'bundle.signoff',
  'bundle.untrusted',
]);
export type BundleProblemCode = z.output<typeof BundleProblemCode>;

export const BundleProblem = z.object({
  code: BundleProblemCode,
  /** The file of the bundle that it is about; null: the bundle as a whole. */
  member: z.string().nullable(),
  /** One sentence. */
  says: z.string(),
});
export type BundleProblem = z.output<typeof BundleProblem>;

/** What checking a bundle came to. It holds when there is no problem. */
export const BundleVerdict = z.object({
  holds: z.boolean(),
  problems: z.array(BundleProblem),
  /** SHA-256 of the archive as a whole. */
  archive: Digest.nullable(),
  bundleId: BundleId.nullable(),
  /** Null where it cannot be read. */
  manifest: BundleManifest.nullable(),
  /** Whose key signed it, as the bundle says; whether that is who you think, it cannot say. */
  signer: z.object({ fingerprint: Fingerprint, name: z.string() }).nullable(),
  /** Whether the signer's key is one of those that were to be trusted; null where none were named. */
  trusted: z.boolean().nullable(),
  /** Whether the verifier in it is the one that this program would have put there; null where there is none. */
  ownVerifier: z.boolean().nullable(),
});
export type BundleVerdict = z.output<typeof BundleVerdict>;
