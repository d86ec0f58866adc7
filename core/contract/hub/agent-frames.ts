import { z } from 'zod';
import { AgentFacts, Resources } from '../../domain/fleet/agents/agent.ts';
import { Spent } from '../../domain/fleet/money/money.ts';
import { RateTier } from '../../domain/fleet/settings.ts';
import { TranscriptLine } from '../../domain/fleet/tasks/transcript-line.ts';
import { AttemptResult, VerificationReport } from '../../domain/fleet/tasks/verification.ts';
import { AgentId, TaskId } from '../../kernel/ids.ts';
import { Assignment } from './assignment.ts';

/** Version of the agents' protocol. A sidecar of another version is told so and closed. */
export const hubProtocol = 3;

/** Where agents connect. */
export const agentsPath = '/agents';

/** Every bound of the agents' connection in one place. */
export const hubLimits = {
  /** A larger frame ends the connection. */
  frameBytes: 256 * 1024,
  /** Bytes waiting for one agent beyond which it is cut off as too slow. */
  bufferedBytes: 1024 * 1024,
  /** Lines of one output frame, and characters of one line. */
  outputLines: 200,
  lineCharacters: 4000,
  /** Lines and bytes of a transcript that are kept. */
  transcriptLines: 500,
  transcriptBytes: 64 * 1024,
  /** Time to say hello after connecting. */
  helloMs: 10_000,
  /** Violations in a minute that end a connection. */
  violations: 10,
} as const;

/** Pauses before a client that was cut off for violations may come back, by how often it happened; in milliseconds. */
export const cooldowns = [30_000, 60_000, 300_000] as const;

/**
 * `n` numbers the frames of one connection from 1, without gaps. A number seen before is a replay and one that skips is
 * out of order: both are refused and change nothing.
 */
const n = z.number().int().positive();
const attempt = { taskId: TaskId, generation: z.number().int().positive() };

const Transcript = z.object({
  lines: z.array(TranscriptLine).max(hubLimits.transcriptLines),
  cutLines: z.number().int().nonnegative(),
  cutBytes: z.number().int().nonnegative(),
});

/** From a sidecar to the hub. */
export const AgentFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    n,
    protocol: z.number().int(),
    agentId: AgentId,
    facts: AgentFacts,
    /** Attempts it is still working on, or whose end it has not been able to report. */
    holding: z.array(z.object(attempt)).max(20),
    resources: Resources.nullable(),
  }),
  z.object({ t: z.literal('heartbeat'), n, resources: Resources.nullable() }),
  z.object({ t: z.literal('accept'), n, ...attempt }),
  z.object({ t: z.literal('decline'), n, ...attempt, reason: z.string().max(500) }),
  z.object({
    t: z.literal('progress'),
    n,
    ...attempt,
    percent: z.number().min(0).max(100).nullable(),
    note: z.string().max(500),
    spent: Spent,
  }),
  z.object({
    t: z.literal('output'),
    n,
    ...attempt,
    lines: z.array(TranscriptLine).max(hubLimits.outputLines),
    /** Lines and bytes the sidecar left out before these, because they came too fast. */
    cutLines: z.number().int().nonnegative(),
    cutBytes: z.number().int().nonnegative(),
  }),
  z.object({ t: z.literal('blocked'), n, ...attempt, reason: z.string().max(500) }),
  z.object({ t: z.literal('unblocked'), n, ...attempt }),
  /** The endpoint of this attempt asked us to try again later. It stays the agent's: it waits, and has not failed. */
  z.object({
    t: z.literal('later'),
    n,
    ...attempt,
    model: z.string().max(200).nullable(),
    waitMs: z.number().int().nonnegative(),
    reason: z.string().max(500),
  }),
  /**
   * Asked before every effect outside of the agent's host: `settled` while the attempt is the agent's, `refused` as stale
   * when it is not.
   */
  z.object({ t: z.literal('holds'), n, ...attempt }),
  z.object({ t: z.literal('verified'), n, ...attempt, report: VerificationReport }),
  /** Sent again after a reconnect until `settled` or `refused` arrives; a repeat changes nothing. */
  z.object({
    t: z.literal('complete'),
    n,
    ...attempt,
    result: AttemptResult,
    spent: Spent,
    transcript: Transcript,
  }),
  z.object({
    t: z.literal('fail'),
    n,
    ...attempt,
    /** `undelivered`: the work is done and kept on the agent's host, only handing it over failed. */
    reason: z.enum(['failed', 'verification', 'budget', 'undelivered']),
    error: z.string().max(2000),
    /** False when trying again cannot help. */
    retryable: z.boolean(),
    spent: Spent,
    transcript: Transcript,
  }),
]);
export type AgentFrame = z.output<typeof AgentFrame>;
export type AgentFrameOf<Type extends AgentFrame['t']> = Extract<AgentFrame, { t: Type }>;

/** From the hub to a sidecar. */
export const HubFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    protocol: z.number().int(),
    name: z.string(),
    heartbeatMs: z.number().int().positive(),
    /** One verdict per attempt of `holding`. */
    verdicts: z.array(z.object({ ...attempt, verdict: z.enum(['continue', 'drop']) })),
  }),
  z.object({ t: z.literal('assign'), assignment: Assignment }),
  z.object({
    t: z.literal('stop'),
    ...attempt,
    reason: z.enum(['cancelled', 'budget', 'deadline', 'stuck', 'not-accepted', 'agent-removed']),
    text: z.string(),
  }),
  /** Frame `n` was taken in; for `complete` and `fail`: it is on the hub's disk and may be forgotten. */
  z.object({ t: z.literal('settled'), n }),
  /** Frame `n` changed nothing. `stale` attempts must be dropped. */
  z.object({
    t: z.literal('refused'),
    n: n.nullable(),
    code: z.string(),
    message: z.string(),
    taskId: TaskId.nullable(),
    stale: z.boolean(),
  }),
  z.object({
    t: z.literal('rate-limited'),
    n,
    tier: RateTier,
    retryAfterMs: z.number().int().nonnegative(),
  }),
  /** The last frame before the hub closes the connection. */
  z.object({
    t: z.literal('bye'),
    code: z.string(),
    message: z.string(),
    retryAfterMs: z.number().int().nonnegative().nullable(),
  }),
]);
export type HubFrame = z.output<typeof HubFrame>;
