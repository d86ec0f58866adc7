import { z } from 'zod';
import { AgentId, ItemId, RepositoryId, TaskId, TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Budget } from '../money/money.ts';

/** Lanes in the order they are served. */
export const Lane = z.enum(['urgent', 'high', 'normal', 'low']);
export type Lane = z.infer<typeof Lane>;

export const Tier = z.enum(['trivial', 'standard', 'complex']);
export type Tier = z.infer<typeof Tier>;

/**
 * queued: waits for an agent (or a dependency, or its next try). assigned: offered, not accepted yet. working: accepted.
 * completed, cancelled and dead-letter are final; a dead letter can be requeued.
 */
export const TaskStatus = z.enum(['queued', 'assigned', 'working', 'completed', 'cancelled', 'dead-letter']);
export type TaskStatus = z.infer<typeof TaskStatus>;

export function isEnded(status: TaskStatus): boolean {
  return status === 'completed' || status === 'cancelled' || status === 'dead-letter';
}

/** A name an agent says it can do: exact match, e.g. `docker`, `lang:python`. */
export const Capability = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._:/+-]{0,63}$/,
    'at most 64 small letters, digits and . _ : / + - are needed, with a letter or digit first',
  );

export const ContextFile = z.object({
  path: z.string().min(1).max(500),
  note: z.string().max(500).default(''),
});

export const VerificationStep = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file_exists'), path: z.string().min(1).max(500) }),
  /** Without a command the repository's own test command is found (npm, make, cargo, go, pytest, mix). */
  z.object({ type: z.literal('test_passes'), command: z.string().min(1).max(2000).nullable().default(null) }),
  z.object({ type: z.literal('git_clean') }),
  z.object({ type: z.literal('command_succeeds'), command: z.string().min(1).max(2000) }),
]);
export type VerificationStep = z.infer<typeof VerificationStep>;

/** What to execute: a shell command as it is, or the description as a prompt for a model or a coding agent. */
export const Work = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell'), command: z.string().min(1).max(20_000) }),
  z.object({ kind: z.literal('prompt') }),
]);
export type Work = z.infer<typeof Work>;

/** The item a task was made from; a verified completion proposes `statusWhenDone` for it. */
export const ItemLink = z.object({
  trackerId: TrackerId,
  itemId: ItemId,
  statusWhenDone: z.string().min(1).max(200).nullable(),
});
export type ItemLink = z.infer<typeof ItemLink>;

/** What a submitter writes. Defaults make a one-line task valid. */
export const TaskSpec = z.object({
  description: z.string().trim().min(1).max(10_000),
  work: Work.default({ kind: 'prompt' }),
  contextFiles: z.array(ContextFile).max(50).default([]),
  notes: z.string().max(20_000).default(''),
  successCriteria: z.array(z.string().trim().min(1).max(1000)).max(50).default([]),
  verification: z.array(VerificationStep).max(20).default([]),
  /** Bound of one verification run. */
  verificationSeconds: z.number().int().min(1).max(7200).default(120),
  /** How often a failed verification is handed back for a fix within one attempt. */
  fixAttempts: z.number().int().min(0).max(5).default(2),
  capabilities: z.array(Capability).max(20).default([]),
  repositoryId: RepositoryId.nullable().default(null),
  /** Overrides the inferred tier. */
  tier: Tier.nullable().default(null),
  lane: Lane.default('normal'),
  /** Tries after the first before the task becomes a dead letter. */
  retries: z.number().int().min(0).max(20).default(2),
  dependsOn: z.array(TaskId).max(50).default([]),
  /** Milliseconds since the epoch; past it the task is stopped and becomes a dead letter. */
  deadline: Millis.nullable().default(null),
  budget: Budget.nullable().default(null),
  /** Only this agent may take it. */
  agentId: AgentId.nullable().default(null),
  link: ItemLink.nullable().default(null),
  metadata: z.record(z.string().min(1).max(100), z.string().max(2000)).default({}),
});
export type TaskSpec = z.output<typeof TaskSpec>;
export type TaskSpecInput = z.input<typeof TaskSpec>;

/** Where a tier came from, so a person can disagree with it. */
export const Complexity = z.object({
  tier: Tier,
  source: z.enum(['inferred', 'chosen']),
  inferred: Tier,
  /** 0..1 */
  confidence: z.number().min(0).max(1),
  /** One sentence per fact that counted. */
  reasons: z.array(z.string()),
});
export type Complexity = z.infer<typeof Complexity>;

/** Why a task ended without being completed, or an attempt without success. */
export const EndReason = z.enum([
  'failed',
  'verification',
  'undelivered',
  'declined',
  'not-accepted',
  'disconnected',
  'stuck',
  'cancelled',
  'budget',
  'deadline',
  'agent-removed',
]);
export type EndReason = z.infer<typeof EndReason>;
