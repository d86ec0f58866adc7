import { z } from 'zod';
import { ActorId, EvidenceId, ItemId, RequestId, RevisionId, TrackerId } from '../../../kernel/ids.ts';
import { Digest } from '../evidence.ts';
import { RoleId } from './policy.ts';

/** The fields of an item that a signature covers: not the status, which the sign-off sets itself. */
export const SIGNED_FIELDS = ['name', 'owner', 'date', 'notes'] as const;

/** What they say; null for one that the item does not have. */
export const SignedFields = z.object({
  name: z.string(),
  owner: z.string().nullable(),
  date: z.string().nullable(),
  notes: z.string().nullable(),
});
export type SignedFields = z.output<typeof SignedFields>;

/** Pieces of evidence by id, each with the digest it was added with. */
export const SignedEvidence = z
  .array(
    z.object({
      id: EvidenceId,
      digest: Digest.nullable(),
      /**
       * SHA-256 of the canonical JSON of the guard, without where its baseline was read; null where it is held to nothing.
       * Left out where no number is measured, and by versions that did not cover guards.
       */
      guard: Digest.nullable().exactOptional(),
    }),
  )
  .max(1000);
export type SignedEvidence = z.output<typeof SignedEvidence>;

/**
 * What a person signs: Ed25519 over its canonical JSON (RFC 8785), with the actor's key. Whoever has it and the public key
 * can check it without this program.
 */
export const SignoffStatement = z.object({
  type: z.literal('quarterdeck.sign-off/v1'),
  tracker: TrackerId,
  item: ItemId,
  /** The request that it answers: no statement counts for another one. */
  request: RequestId,
  /** The version of the text that the fields were read from. */
  revision: RevisionId,
  /** SHA-256 of the canonical JSON of `SignedFields`. */
  fields: Digest,
  /** All that counted when it was signed, by id. */
  evidence: SignedEvidence,
  role: RoleId,
  actor: ActorId,
  /** Of the key that signed. */
  key: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  correlation: z.string().max(100),
  /** The version of the policy. */
  policy: Digest,
});
export type SignoffStatement = z.output<typeof SignoffStatement>;

/** With its signature, base64. */
export const SignedStatement = z.object({ statement: SignoffStatement, signature: z.string().max(200) });
export type SignedStatement = z.output<typeof SignedStatement>;
