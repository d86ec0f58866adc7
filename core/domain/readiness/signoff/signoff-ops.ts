import { z } from 'zod';
import { ActorId, ItemId, RequestId, RevisionId, TrackerId } from '../../../kernel/ids.ts';
import { Digest } from '../evidence.ts';
import { RoleId } from './policy.ts';
import { SignedEvidence, SignedFields, SignedStatement } from './statement.ts';

/** What a person says beside a request, in a gap or about its closing. */
export const SignoffText = z.string().trim().min(1).max(2000);

/** What a request says, once and for all: its id is the hash of this. */
export const SignoffAsked = z.object({
  tracker: TrackerId,
  item: ItemId,
  roles: z.array(RoleId).min(1).max(20),
  note: z.string().max(2000),
  /** What the item said, in which version of the text, and what counted as its evidence. */
  fields: SignedFields,
  revision: RevisionId,
  evidence: SignedEvidence,
  /** The version of the policy that it was asked under. */
  policy: Digest,
  by: ActorId,
  at: z.iso.datetime(),
});
export type SignoffAsked = z.output<typeof SignoffAsked>;

/** What a signature says: its id is the hash of the statement. */
export const SignoffGiven = SignedStatement.extend({ values: SignedFields });
export type SignoffGiven = z.output<typeof SignoffGiven>;

/** What a reviewer misses: its id is the hash of this. */
export const GapRaised = z.object({
  request: RequestId,
  tracker: TrackerId,
  item: ItemId,
  role: RoleId,
  text: SignoffText,
  by: ActorId,
  at: z.iso.datetime(),
});
export type GapRaised = z.output<typeof GapRaised>;

/** Null where it is open. */
export const GapClosed = z.object({ note: z.string().max(2000) }).nullable();
export type GapClosed = z.output<typeof GapClosed>;

const TAKEN_BACK = 'withdrawn:';

/** The field that says that this actor took something back: each has one, so that nobody says or unsays it for another. */
export function takenBackBy(actor: ActorId): string {
  return `${TAKEN_BACK}${actor}`;
}

/** Whose field it is; null for any other field. */
export function takesBack(field: string): string | null {
  return field.startsWith(TAKEN_BACK) ? field.slice(TAKEN_BACK.length) : null;
}

/** The field of one adoption of a policy: it may be adopted, replaced and adopted again. */
export function adoptionField(correlation: string): string {
  return `adopted:${correlation}`;
}

export function isAdoption(field: string): boolean {
  return field.startsWith('adopted:');
}
