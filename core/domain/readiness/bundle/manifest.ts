import { z } from 'zod';
import { ActorId, BundleId, EvidenceId, GateRunId, ItemId } from '../../../kernel/ids.ts';
import { Digest, EvidenceState, EvidenceTier, EvidenceType } from '../evidence.ts';
import { Decision } from '../gate/report.ts';
import { SignoffGiven } from '../signoff/signoff-ops.ts';
import { MemberPath } from './member-path.ts';

/** As it is read aloud: the first 20 bytes in groups of four hex digits. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{4}(?: [0-9a-f]{4}){9}$/u);

export const BundleMember = z.strictObject({
  path: MemberPath,
  bytes: z.number().int().nonnegative(),
  sha256: Digest,
});
export type BundleMember = z.output<typeof BundleMember>;

export const BundleKey = z.strictObject({
  fingerprint: Fingerprint,
  actor: ActorId,
  name: z.string().max(200),
});
export type BundleKey = z.output<typeof BundleKey>;

/** What a bundle is made of. Everything else of it follows from this, and one signature over it covers all. */
export const BundleManifest = z.strictObject({
  contract: z.literal('quarterdeck_bundle_v1'),
  /** Of everything below: a bundle that says something else is another one. */
  bundle: BundleId,
  created_at: z.iso.datetime(),
  workspace: z.string().max(200),
  gate: z.strictObject({ id: z.string().max(100), title: z.string().max(300), version: Digest }),
  run: z.strictObject({ id: GateRunId, decision: Decision, at: z.iso.datetime() }),
  commit: z.string().max(200).nullable(),
  environment: z.string().max(100).nullable(),
  /** The lineage that the decision rests on, by its member and its digest. */
  lineage: z.strictObject({ path: MemberPath, sha256: Digest, complete: z.boolean() }),
  /** Whose key signed the manifest. */
  signer: Fingerprint,
  /** Every key that a signature in it was given with. */
  keys: z.array(BundleKey).min(1).max(1000),
  /** All but the manifest, the checksums and the signature, by path. */
  members: z.array(BundleMember).min(1).max(50_000),
});
export type BundleManifest = z.output<typeof BundleManifest>;

/** A piece of evidence as the gate judged it. */
export const BundledEvidence = z.strictObject({
  id: EvidenceId,
  item: ItemId,
  item_title: z.string(),
  type: EvidenceType,
  where: z.string(),
  locator: z.json(),
  tier: EvidenceTier,
  state: EvidenceState,
  verified_at: z.iso.datetime().nullable(),
  says: z.string(),
  commit: z.string().nullable(),
  /** Of the file; null for a commit. */
  digest: Digest.nullable(),
  /** Where the file is in the bundle; null for a commit, and for what is not verified. */
  member: MemberPath.nullable(),
});
export type BundledEvidence = z.output<typeof BundledEvidence>;
export const BundledEvidenceList = z.array(BundledEvidence).max(50_000);

/** A signature with the fields as they were signed, so that they can be read and hashed again. */
export const BundledSignoff = z.strictObject(SignoffGiven.shape);
export type BundledSignoff = z.output<typeof BundledSignoff>;
