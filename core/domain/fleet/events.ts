import { z } from 'zod';
import { ActorId, AgentId, EndpointId, ProposalId, RepositoryId, TaskId, TokenId } from '../../kernel/ids.ts';
import { AgentFacts, AgentState } from './agents/agent.ts';
import { Spent } from './money/money.ts';
import { Decision, EndpointHealth, EndpointSpec } from './routing.ts';
import { FleetSettings, RateLimits } from './settings.ts';
import { Complexity, EndReason, ItemLink, Lane, TaskSpec } from './tasks/task.ts';
import { AttemptResult, VerificationReport } from './tasks/verification.ts';

/** Who caused something: a person at a screen or command, an agent, a tool with a token, or the hub itself. */
export const Initiator = z.object({
  kind: z.enum(['person', 'agent', 'tool', 'hub']),
  id: z.string().max(100),
  name: z.string().max(200),
});
export type Initiator = z.infer<typeof Initiator>;

export const DisconnectReason = z.enum([
  'closed',
  'silent',
  'revoked',
  'replaced',
  'violations',
  'slow',
  'hub-stopped',
  'hub-restarted',
]);
export type DisconnectReason = z.infer<typeof DisconnectReason>;

const at = z.number().int();
/** From acceptance to the end, by the steady clock; 0 when it was never accepted. */
const workedMs = z.number().nonnegative();
const attempt = { taskId: TaskId, generation: z.number().int().positive(), agentId: AgentId, at };

/** What is printed by an attempt, kept when it ends: the last lines, and how much came before them. */
export const TranscriptLine = z.object({
  at,
  stream: z.enum(['stdout', 'stderr', 'model', 'note', 'tool']),
  text: z.string().max(4000),
});
export type TranscriptLine = z.infer<typeof TranscriptLine>;

/**
 * Everything the hub reports. Applied in order, these events make up both the tables and the state in memory.
 * Heartbeats, resources and live output are not in here.
 */
export const FleetEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('agent.added'),
    at,
    by: Initiator,
    agentId: AgentId,
    name: z.string(),
    actorId: ActorId.nullable(),
    sample: z.boolean(),
  }),
  z.object({ type: z.literal('agent.renamed'), at, by: Initiator, agentId: AgentId, name: z.string() }),
  z.object({ type: z.literal('agent.removed'), at, by: Initiator, agentId: AgentId }),
  z.object({ type: z.literal('agent.connected'), at, agentId: AgentId, facts: AgentFacts }),
  z.object({ type: z.literal('agent.disconnected'), at, agentId: AgentId, reason: DisconnectReason }),
  /** Follows the event that caused it, in the same transaction. */
  z.object({
    type: z.literal('agent.moved'),
    at,
    agentId: AgentId,
    from: AgentState,
    to: AgentState,
    reason: z.string().max(200),
    taskId: TaskId.nullable(),
  }),

  z.object({
    type: z.literal('task.submitted'),
    at,
    by: Initiator,
    taskId: TaskId,
    clientKey: z.string().nullable(),
    spec: TaskSpec,
    complexity: Complexity,
    sample: z.boolean(),
    rank: z.number(),
    /** Its dependencies that were not completed then. */
    waitsFor: z.array(TaskId),
  }),
  z.object({
    type: z.literal('task.ranked'),
    at,
    by: Initiator,
    taskId: TaskId,
    lane: Lane,
    rank: z.number(),
  }),
  z.object({ type: z.literal('task.assigned'), ...attempt, decision: Decision }),
  z.object({ type: z.literal('task.accepted'), ...attempt }),
  z.object({
    type: z.literal('task.progressed'),
    ...attempt,
    percent: z.number().min(0).max(100).nullable(),
    note: z.string().max(500),
    spent: Spent,
  }),
  z.object({ type: z.literal('task.blocked'), ...attempt, reason: z.string().max(500) }),
  z.object({ type: z.literal('task.unblocked'), ...attempt }),
  z.object({ type: z.literal('task.verified'), ...attempt, report: VerificationReport }),
  z.object({
    type: z.literal('task.transcript'),
    ...attempt,
    lines: z.array(TranscriptLine),
    cutLines: z.number().int(),
    cutBytes: z.number().int(),
  }),
  z.object({
    type: z.literal('task.completed'),
    ...attempt,
    result: AttemptResult,
    spent: Spent,
    workedMs,
  }),
  /** An attempt ended without success. `next` says what became of the task. */
  z.object({
    type: z.literal('attempt.ended'),
    ...attempt,
    by: Initiator,
    reason: EndReason,
    error: z.string().max(2000),
    spent: Spent,
    workedMs,
    next: z.enum(['queued', 'dead-letter', 'cancelled']),
    /** When it may be tried again, wall clock. */
    notBefore: at.nullable(),
  }),
  /** A task ended that nobody was working on. */
  z.object({
    type: z.literal('task.ended'),
    at,
    by: Initiator,
    taskId: TaskId,
    reason: EndReason,
    error: z.string().max(2000),
    status: z.enum(['cancelled', 'dead-letter']),
  }),
  /**
   * A dead letter goes back into the queue as if it were new: failures, reclaims, avoided agents and what its budget
   * counts start at nothing; only its generation goes on. Carries the whole task, because dead letters are not in memory.
   */
  z.object({
    type: z.literal('task.requeued'),
    at,
    by: Initiator,
    taskId: TaskId,
    rank: z.number(),
    lane: Lane,
    spec: TaskSpec,
    complexity: Complexity,
    submitter: Initiator,
    submittedAt: at,
    sample: z.boolean(),
    generation: z.number().int().nonnegative(),
    waitsFor: z.array(TaskId),
  }),

  z.object({
    type: z.literal('proposal.made'),
    at,
    proposalId: ProposalId,
    taskId: TaskId,
    generation: z.number().int(),
    agentId: AgentId,
    link: ItemLink,
  }),
  z.object({
    type: z.literal('proposal.settled'),
    at,
    by: Initiator,
    proposalId: ProposalId,
    answer: z.enum(['accepted', 'dismissed']),
  }),

  z.object({
    type: z.literal('endpoint.added'),
    at,
    by: Initiator,
    endpointId: EndpointId,
    spec: EndpointSpec,
  }),
  z.object({
    type: z.literal('endpoint.changed'),
    at,
    by: Initiator,
    endpointId: EndpointId,
    spec: EndpointSpec,
  }),
  z.object({ type: z.literal('endpoint.removed'), at, by: Initiator, endpointId: EndpointId }),
  z.object({
    type: z.literal('endpoint.checked'),
    at,
    endpointId: EndpointId,
    health: EndpointHealth,
    models: z.array(z.string()),
    note: z.string().max(500),
  }),

  z.object({
    type: z.literal('repository.added'),
    at,
    by: Initiator,
    repositoryId: RepositoryId,
    name: z.string(),
    url: z.string(),
    rank: z.number(),
  }),
  z.object({
    type: z.literal('repository.ranked'),
    at,
    by: Initiator,
    repositoryId: RepositoryId,
    rank: z.number(),
  }),
  z.object({
    type: z.literal('repository.paused'),
    at,
    by: Initiator,
    repositoryId: RepositoryId,
    paused: z.boolean(),
  }),
  z.object({ type: z.literal('repository.removed'), at, by: Initiator, repositoryId: RepositoryId }),

  z.object({
    type: z.literal('token.added'),
    at,
    by: Initiator,
    tokenId: TokenId,
    name: z.string(),
    scope: z.enum(['agent', 'submit', 'admin']),
    agentId: AgentId.nullable(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.object({ type: z.literal('token.revoked'), at, by: Initiator, tokenId: TokenId }),

  z.object({ type: z.literal('settings.changed'), at, by: Initiator, settings: FleetSettings }),
  /** `client` is a token id, or `*` for everybody. Null lifts the override. */
  z.object({
    type: z.literal('limits.changed'),
    at,
    by: Initiator,
    client: z.string().max(100),
    limits: RateLimits.nullable(),
  }),
  /** Everything marked as sample goes: agents, their tasks, tokens and what hangs on them. */
  z.object({ type: z.literal('sample.removed'), at, by: Initiator }),
]);
export type FleetEvent = z.output<typeof FleetEvent>;
export type FleetEventOf<Type extends FleetEvent['type']> = Extract<FleetEvent, { type: Type }>;
