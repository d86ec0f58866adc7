import { z } from 'zod';
import { ActorId } from '../../../kernel/ids.ts';
import { EvidenceTier } from '../evidence.ts';

/** `architecture`, `security`, `operations`… */
export const RoleId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/u, 'A role is named with small letters, digits and "-".');
export type RoleId = z.output<typeof RoleId>;

/**
 * Who may sign off what: data that people edit. A version is named by the SHA-256 of its canonical JSON, which every
 * statement carries; versions are kept for ever.
 */
export const SignoffPolicy = z.object({
  roles: z
    .array(
      z.object({
        id: RoleId,
        title: z.string().min(1).max(80),
        /** Who may sign in it; empty: every person of the workspace. */
        holders: z.array(ActorId).max(100),
      }),
    )
    .min(1)
    .max(20),
  /** Asked for where a request names none. */
  required: z.array(RoleId).min(1).max(20),
  /** Whether whoever asks for a sign-off may give it. A key that replaced another is the same person. */
  ownRequests: z.boolean(),
  /** What an item needs before it can be put up: so many pieces that are verified, each of this tier or better. */
  evidence: z.object({ atLeast: z.number().int().min(0).max(20), tier: EvidenceTier }),
});
export type SignoffPolicy = z.output<typeof SignoffPolicy>;

/** Counts until people decide otherwise. */
export const FIRST_POLICY: SignoffPolicy = {
  roles: [
    { id: 'architecture', title: 'Architecture', holders: [] },
    { id: 'security', title: 'Security', holders: [] },
    { id: 'operations', title: 'Operations', holders: [] },
  ],
  required: ['architecture'],
  ownRequests: false,
  evidence: { atLeast: 1, tier: 'claimed' },
};
