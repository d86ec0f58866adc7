import { z } from 'zod';
import { EvidenceId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Digest } from '../evidence.ts';
import { DocumentProblem } from '../yaml-document.ts';
import { SloResult, SloStanding } from './standing.ts';

/** A policy among others. */
export const SloPolicyRow = z.object({
  /** What names it. */
  id: z.string(),
  title: z.string(),
  /** SHA-256 of the canonical JSON of what it says; null where it can't be read. */
  version: Digest.nullable(),
  stages: z.array(z.string()),
  /** The first counts where none is named. */
  profiles: z.array(z.string()),
  objectives: z.number().int(),
  problems: z.array(DocumentProblem),
  savedAt: Millis,
  savedBy: z.string(),
});
export type SloPolicyRow = z.output<typeof SloPolicyRow>;

const Limits = z.object({
  warn: z.number().nullable(),
  soft: z.number().nullable(),
  hard: z.number().nullable(),
});

/** How an objective stands, with what it is judged by. */
export const SloStandingRow = SloStanding.extend({
  /** Policy, stage, profile and objective. */
  id: z.string(),
  better: z.enum(['lower', 'higher']),
  limits: Limits,
  /** Soft failures in a row that block. */
  repeat: z.number().int(),
  /** Where its value is read; null: it is typed in. */
  source: z.string().nullable(),
});
export type SloStandingRow = z.output<typeof SloStandingRow>;

export const SloFilter = z.object({
  /** Null: of every policy, stage; of the first profile. */
  policy: z.string().nullable(),
  stage: z.string().nullable(),
  profile: z.string().nullable(),
});
export type SloFilter = z.output<typeof SloFilter>;

/** A value of an objective over time. */
export const SloPoint = z.object({
  id: z.string(),
  measuredAt: Millis,
  /** Null: the report was not there, or had no such number. */
  value: z.number().nullable(),
  /** By the limits of today; null where there is no value. */
  result: SloResult.nullable(),
  says: z.string(),
  /** What proves one that was typed in. */
  evidenceId: EvidenceId.nullable(),
  origin: z.enum(['read', 'typed']),
  by: z.string().nullable(),
  /** The device that read it. */
  device: z.string().nullable(),
});
export type SloPoint = z.output<typeof SloPoint>;

export const SloHistory = z.object({
  title: z.string(),
  unit: z.string(),
  better: z.enum(['lower', 'higher']),
  limits: Limits,
  /** The oldest first, at most 1,000: the newest. */
  points: z.array(SloPoint),
});
export type SloHistory = z.output<typeof SloHistory>;
