import { z } from 'zod';
import { ActorId, ExceptionId, GateRunId, ItemId, TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Digest } from '../evidence.ts';
import { Decision } from './report.ts';

/** A run in one line. */
export const GateRunRow = z.object({
  id: GateRunId,
  gateId: z.string(),
  gateTitle: z.string(),
  at: Millis,
  decision: Decision,
  failed: z.number().int(),
  total: z.number().int(),
  version: Digest,
  commit: z.string().nullable(),
  environment: z.string().nullable(),
  /** Who asked for it; null: nobody did. */
  by: z.string().nullable(),
  device: z.string(),
});
export type GateRunRow = z.output<typeof GateRunRow>;

export const GateRow = z.object({
  id: z.string(),
  title: z.string(),
  /** The tracker whose text asks for it, where nobody edited it; null for one that people wrote. */
  trackerId: TrackerId.nullable(),
  trackerName: z.string().nullable(),
  /** Null while its document can't be read; `problem` says why. */
  version: Digest.nullable(),
  problem: z.string().nullable(),
  criteria: z.number().int(),
  savedAt: Millis.nullable(),
  savedBy: z.string().nullable(),
  last: GateRunRow.nullable(),
  /** What it would say now; null while that is not known. Nothing is recorded by asking. */
  now: Decision.nullable(),
  /** Whether it would be judged by the same as in its last run. */
  inputs: z.enum(['same', 'changed', 'never-run', 'unknown']),
});
export type GateRow = z.output<typeof GateRow>;

export const ExceptionRow = z.object({
  id: ExceptionId,
  gateId: z.string(),
  criterion: z.string().nullable(),
  itemId: ItemId.nullable(),
  itemTitle: z.string().nullable(),
  owner: z.string(),
  reason: z.string(),
  rollback: z.string(),
  expiresAt: Millis,
  approver: ActorId,
  approverName: z.string(),
  givenAt: Millis,
  revoked: z.object({ at: Millis, by: z.string() }).nullable(),
  state: z.enum(['active', 'expired', 'revoked', 'refused']),
  /** Why it counts for nothing; null while it counts. */
  why: z.string().nullable(),
});
export type ExceptionRow = z.output<typeof ExceptionRow>;
