import { z } from 'zod';
import { ItemId, RootId, TrackerId } from '../../kernel/ids.ts';
import { Digest, EvidenceTier, Locator } from './evidence.ts';
import { Guard } from './measure/guard.ts';

/** What a piece of evidence is added with, once and for all: its id is the hash of this. */
export const EvidenceAdded = z.object({
  tracker: TrackerId,
  item: ItemId,
  root: RootId.nullable(),
  locator: Locator,
  digest: Digest.nullable(),
});
export type EvidenceAdded = z.output<typeof EvidenceAdded>;

/** The longest that a verification can be asked to count: about ten years. */
export const FreshDays = z.number().int().min(1).max(3650);

/** What may be said anew of a piece of evidence at any time. */
export const EvidenceTerms = z.object({
  tier: EvidenceTier,
  freshDays: FreshDays.nullable(),
  /** Null: nothing holds the number it measures, if it does measure one. */
  guard: Guard.nullable(),
  note: z.string().max(2000),
});
export type EvidenceTerms = z.output<typeof EvidenceTerms>;

/** What is left out stays. */
export const NewTerms = EvidenceTerms.omit({ guard: true }).partial();
export type NewTerms = z.output<typeof NewTerms>;
