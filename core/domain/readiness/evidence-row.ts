import { z } from 'zod';
import { EvidenceId, ItemId, RootId, TrackerId } from '../../kernel/ids.ts';
import { Millis } from '../../kernel/time.ts';
import {
  Digest,
  EvidenceState,
  EvidenceTier,
  EvidenceType,
  Locator,
  VerificationResult,
} from './evidence.ts';
import { Guard } from './measure/guard.ts';

/** One look at a piece of evidence, for a person. */
export const VerificationRow = z.object({
  at: Millis,
  result: VerificationResult,
  says: z.string(),
  digest: Digest.nullable(),
  commit: z.string().nullable(),
  /** The number it measured. */
  value: z.number().nullable(),
  /** The person who asked for it; null: it was due. */
  by: z.string().nullable(),
  /** The device that looked. */
  device: z.string(),
});
export type VerificationRow = z.output<typeof VerificationRow>;

export const EvidenceRow = z.object({
  id: EvidenceId,
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId,
  itemTitle: z.string(),
  /** The item is in no text any more. */
  itemGone: z.boolean(),
  type: EvidenceType,
  locator: Locator,
  /** The locator in one line. */
  where: z.string(),
  rootId: RootId.nullable(),
  rootName: z.string().nullable(),
  tier: EvidenceTier,
  freshDays: z.number().int().nullable(),
  guard: Guard.nullable(),
  note: z.string(),
  digest: Digest.nullable(),
  addedAt: Millis,
  addedBy: z.string(),
  withdrawn: z.object({ at: Millis, by: z.string() }).nullable(),
  state: EvidenceState,
  /** The verification that the state follows from; null before the first. */
  verification: VerificationRow.nullable(),
  /** When a good verification ceases to count; null: never, or there is none. */
  freshUntil: Millis.nullable(),
});
export type EvidenceRow = z.output<typeof EvidenceRow>;

export const EvidenceFilter = z.object({
  trackerId: TrackerId.nullable(),
  itemId: ItemId.nullable(),
  state: EvidenceState.nullable(),
  type: EvidenceType.nullable(),
  /** Those withdrawn instead of those that count. */
  withdrawn: z.boolean(),
});
export type EvidenceFilter = z.output<typeof EvidenceFilter>;

export const EvidenceCounts = z.object({
  /** How many fit the filter; at most so many are listed as the engine says. */
  total: z.number().int(),
  /** Of those in the filter's tracker, item and type, whatever its state. */
  states: z.record(EvidenceState, z.number().int()),
});
export type EvidenceCounts = z.output<typeof EvidenceCounts>;
