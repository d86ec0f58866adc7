import { z } from 'zod';
import { ActorId, EvidenceId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Digest } from '../evidence.ts';
import { ObjectiveId, SloName, SloPolicyId } from './slo-document.ts';

const ofObjective = { policy: SloPolicyId, objective: ObjectiveId, stage: SloName };

/** What an objective's value is about. */
export const SloPlace = z.object(ofObjective);
export type SloPlace = z.output<typeof SloPlace>;

/** A value as a device read it from a report, as the log of events keeps it. */
export const SloReading = z.object({
  ...ofObjective,
  /** Null: the report is not there, or has no such number. */
  value: z.number().nullable(),
  measuredAt: Millis,
  says: z.string().max(2000),
  digest: Digest.nullable(),
  /** Who asked for it. */
  by: ActorId.nullable(),
});
export type SloReading = z.output<typeof SloReading>;

/** A value that somebody typed in, once and for all: its id is the hash of this. */
export const SloTyped = z.object({
  ...ofObjective,
  value: z.number(),
  measuredAt: Millis,
  /** What proves it; it counts as long as that is verified. */
  evidence: EvidenceId,
  note: z.string().max(1000),
});
export type SloTyped = z.output<typeof SloTyped>;
