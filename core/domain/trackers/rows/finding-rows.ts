import { z } from 'zod';
import { ConflictId, FindingId, ItemId, TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Severity } from '../findings/severity.ts';

/** The place in a document that a finding points to; one key jumps there. */
export const FindingPlace = z.object({
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId.nullable(),
  line: z.number().int(),
  says: z.string(),
});
export type FindingPlace = z.output<typeof FindingPlace>;

export const FindingRow = z.object({
  id: FindingId,
  rule: z.string(),
  /** Findings of one kind are grouped under this title. */
  group: z.string(),
  severity: Severity,
  title: z.string(),
  explanation: z.string(),
  places: z.array(FindingPlace).min(1),
  foundAt: Millis,
  accepted: z.object({ by: z.string(), at: Millis, reason: z.string() }).nullable(),
});
export type FindingRow = z.output<typeof FindingRow>;

export const FindingCounts = z.object({ open: z.number().int(), accepted: z.number().int() });
export type FindingCounts = z.output<typeof FindingCounts>;

export const ConflictRow = z.object({
  id: ConflictId,
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId.nullable(),
  title: z.string(),
  field: z.string(),
  base: z.string().nullable(),
  mine: z.object({ value: z.string().nullable(), who: z.string(), at: Millis }),
  theirs: z.object({ value: z.string().nullable(), who: z.string(), at: Millis }),
  /** The rule that decided what the file says now, in words. */
  rule: z.string(),
  /** What the file says at present: one of them, both, or what was written since; null when it says nothing of the kind. */
  current: z.string().nullable(),
  resolved: z.object({ keep: z.enum(['mine', 'theirs']), at: Millis, by: z.string() }).nullable(),
});
export type ConflictRow = z.output<typeof ConflictRow>;
