import type { ActorId, ItemId, RequestId, SignoffId } from '../../../kernel/ids.ts';
import type { RoleId } from './policy.ts';

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
export type SignoffState = (typeof SIGNOFF_STATES)[number];

export interface RoleStanding {
  readonly role: RoleId;
  /** The signature that counts; null while there is none. */
  readonly signed: { readonly id: SignoffId; readonly by: ActorId; readonly at: number } | null;
}

/** How the newest request for an item stands, whatever device its signatures were given on. */
export interface SignoffStanding {
  readonly itemId: ItemId;
  readonly state: SignoffState;
  readonly requestId: RequestId | null;
  readonly requestedBy: ActorId | null;
  readonly roles: readonly RoleStanding[];
  /** One sentence each: what changed since, who took what back, which gaps are open. Empty while nothing is wrong. */
  readonly because: readonly string[];
}
