import { z } from 'zod';
import {
  ActorId,
  EvidenceId,
  GapId,
  ItemId,
  RequestId,
  RevisionId,
  SignoffId,
  TrackerId,
} from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { ItemState } from '../../trackers/vocabulary/states.ts';
import { Digest } from '../evidence.ts';
import { RoleId, SignoffPolicy } from './policy.ts';
import { SignoffState } from './standing.ts';
import { SIGNED_FIELDS, SignedStatement } from './statement.ts';

/** Who did something, and when. */
const Done = z.object({ by: z.string(), at: Millis });

/**
 * How the item's own status follows its sign-off. `none`: there is nothing to write; `written`: it says so; `waiting`: it
 * is still to be written, `says` has the reason; `left`: somebody has changed it since, and it is theirs.
 */
export const SignoffCell = z.object({
  state: z.enum(['none', 'written', 'waiting', 'left']),
  says: z.string().nullable(),
});
export type SignoffCell = z.output<typeof SignoffCell>;

const itemNames = {
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId,
  itemTitle: z.string(),
  /** The item is in no text any more. */
  itemGone: z.boolean(),
};

/** An item that was ever put up. */
export const SignoffRow = z.object({
  /** Of the item. */
  id: z.string(),
  ...itemNames,
  /** Its own word, and what that means. */
  status: z.string().nullable(),
  itemState: ItemState.nullable(),
  owner: z.string().nullable(),
  state: SignoffState,
  roles: z.array(z.object({ role: RoleId, signed: Done.nullable() })),
  because: z.array(z.string()),
  requestId: RequestId.nullable(),
  requested: Done.nullable(),
  note: z.string(),
  completedAt: Millis.nullable(),
  openGaps: z.number().int(),
  /** In which the person who asks may sign now. */
  mine: z.array(RoleId),
  cell: SignoffCell,
});
export type SignoffRow = z.output<typeof SignoffRow>;

export const SignoffFilter = z.object({
  trackerId: TrackerId.nullable(),
  state: SignoffState.nullable(),
  /** Only what waits for the person who asks. */
  mine: z.boolean(),
  /** Only what the person who asks put up. */
  asked: z.boolean().optional(),
  /** In the titles of item and tracker; empty: all. */
  words: z.string().max(200).default(''),
});
export type SignoffFilter = z.output<typeof SignoffFilter>;

export const SignoffCounts = z.object({
  /** How many fit the filter; at most so many are listed as the engine says. */
  total: z.number().int(),
  /** Of those in the filter's tracker and words, whatever their state. */
  states: z.record(SignoffState, z.number().int()),
  mine: z.number().int(),
});
export type SignoffCounts = z.output<typeof SignoffCounts>;

export const GapRow = z.object({
  id: GapId,
  ...itemNames,
  requestId: RequestId,
  role: z.string(),
  text: z.string(),
  raised: Done,
  closed: Done.extend({ note: z.string() }).nullable(),
});
export type GapRow = z.output<typeof GapRow>;

export const GapFilter = z.object({
  trackerId: TrackerId.nullable(),
  itemId: ItemId.nullable(),
  /** Null: open and closed ones. */
  open: z.boolean().nullable(),
});
export type GapFilter = z.output<typeof GapFilter>;

export const DifferencesRow = z.object({
  itemGone: z.boolean(),
  fields: z.array(
    z.object({ field: z.enum(SIGNED_FIELDS), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  evidence: z.array(
    z.object({
      id: EvidenceId,
      where: z.string(),
      change: z.enum(['added', 'withdrawn', 'changed', 'gone', 'guarded']),
    }),
  ),
});
export type DifferencesRow = z.output<typeof DifferencesRow>;

export const StatementRow = z.object({
  id: SignoffId,
  requestId: RequestId,
  role: RoleId,
  signed: Done,
  actorId: ActorId,
  fingerprint: z.string(),
  revision: RevisionId,
  policy: Digest,
  pieces: z.number().int(),
  /** It counts for the newest request. */
  counts: z.boolean(),
  /** Why it is not valid, in a sentence; null where it is. */
  fault: z.object({ code: z.string(), says: z.string() }).nullable(),
  takenBack: Done.nullable(),
  /** What was signed, word for word. */
  statement: SignedStatement,
});
export type StatementRow = z.output<typeof StatementRow>;

/** All that the page of one item shows of its sign-off. */
export const SignoffItem = SignoffRow.extend({
  /** The roles of the newest request, or those that would be asked for. */
  reviews: z.array(
    z.object({
      role: RoleId,
      title: z.string(),
      /** Names of who may sign; empty: every person. */
      holders: z.array(z.string()),
      signed: Done.nullable(),
      /** Why the person who asks may not sign now, in words; null where they may. */
      whyNot: z.string().nullable(),
    }),
  ),
  /** Why it can't be put up now, in words; null where it can. */
  whyNotAsk: z.string().nullable(),
  /** The code of that, by which a screen says what to do about it. */
  whyNotAskCode: z.string().nullable(),
  /** Whether the person who asks has signed something that counts. */
  canTakeBack: z.boolean(),
  /** Against what was signed, or what was asked for while nobody signed. */
  differences: DifferencesRow,
  /** What changed between the last sign-off before this request and now; null where there was none. */
  sinceLast: Done.extend({ role: RoleId, ...DifferencesRow.shape }).nullable(),
  gaps: z.array(GapRow),
  /** The newest first. */
  statements: z.array(StatementRow),
});
export type SignoffItem = z.output<typeof SignoffItem>;

export const PolicyRow = z.object({
  id: z.string(),
  version: Digest,
  policy: SignoffPolicy,
  /** Null while it is the one that every workspace begins with. */
  adopted: Done.nullable(),
  /** Who may hold a role, by name. */
  actors: z.array(
    z.object({ id: ActorId, name: z.string(), kind: z.enum(['person', 'agent']), revoked: z.boolean() }),
  ),
});
export type PolicyRow = z.output<typeof PolicyRow>;
