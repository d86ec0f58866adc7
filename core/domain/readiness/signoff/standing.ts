import { z } from 'zod';
import { ActorId, ItemId, RequestId, SignoffId } from '../../../kernel/ids.ts';
import { RoleId } from './policy.ts';

/**
 * How an item stands on its way to being signed off.
 * - `none`: nobody asked, or the request was withdrawn before anybody signed.
 * - `requested`: some roles are still to be signed.
 * - `returned`: a reviewer named gaps; it has to be asked for again.
 * - `signed`: every role that was asked for is signed, and nothing signed has changed since.
 * - `stale`: that was so, and the item or its evidence says something else now.
 * - `withdrawn`: that was so, and a signature or the request was taken back.
 */
export const SIGNOFF_STATES = ['none', 'requested', 'returned', 'signed', 'stale', 'withdrawn'] as const;
export const SignoffState = z.enum(SIGNOFF_STATES);
export type SignoffState = z.output<typeof SignoffState>;

export const RoleStanding = z.object({
  role: RoleId,
  /** The signature that counts; null while there is none. */
  signed: z.object({ id: SignoffId, by: ActorId, at: z.number() }).nullable(),
});
export type RoleStanding = Readonly<z.output<typeof RoleStanding>>;

/** How the newest request for an item stands, whatever device its signatures were given on. */
export const SignoffStanding = z.object({
  itemId: ItemId,
  state: SignoffState,
  requestId: RequestId.nullable(),
  requestedBy: ActorId.nullable(),
  roles: z.array(RoleStanding).readonly(),
  /** One sentence each: what changed since, who took what back, which gaps are open. Empty while nothing is wrong. */
  because: z.array(z.string()).readonly(),
});
export type SignoffStanding = Readonly<z.output<typeof SignoffStanding>>;
