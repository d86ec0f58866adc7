import { z } from 'zod';
import { AgentId, HubId, ItemId, ProposalId, RepositoryId, TaskId, TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { Initiator } from '../initiators.ts';
import { Money, Spent } from '../money/money.ts';
import { Decision } from '../routing.ts';
import { Complexity, EndReason, Lane, TaskSpec, TaskStatus, Tier } from '../tasks/task.ts';
import { TranscriptLine } from '../tasks/transcript-line.ts';
import { AttemptResult, VerificationReport } from '../tasks/verification.ts';
import { WaitReason } from '../tasks/wait-reason.ts';

export const TaskRow = z.object({
  id: TaskId,
  hubId: HubId,
  /** First line of the description, shortened. */
  title: z.string(),
  status: TaskStatus,
  lane: Lane,
  rank: z.number(),
  tier: Tier,
  submittedAt: Millis,
  submitter: Initiator,
  agentId: AgentId.nullable(),
  agentName: z.string().nullable(),
  generation: z.number().int(),
  retries: z.object({ used: z.number().int(), of: z.number().int() }),
  percent: z.number().nullable(),
  note: z.string(),
  blocked: z.string().nullable(),
  startedAt: Millis.nullable(),
  endedAt: Millis.nullable(),
  endReason: EndReason.nullable(),
  error: z.string().nullable(),
  /** Of the latest run; null when nothing was verified. */
  verified: z.boolean().nullable(),
  cost: z.array(Money),
  /** Attempts at an unknown cost: theirs is missing from the sums. */
  unpriced: z.number().int(),
  tokens: z.number().int(),
  repositoryName: z.string().nullable(),
  deadline: Millis.nullable(),
  /** Only for queued tasks. */
  waiting: WaitReason.nullable(),
  link: z.object({ trackerId: TrackerId, itemId: ItemId }).nullable(),
  sample: z.boolean(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const Attempt = z.object({
  generation: z.number().int(),
  agentId: AgentId,
  agentName: z.string(),
  assignedAt: Millis,
  acceptedAt: Millis.nullable(),
  endedAt: Millis.nullable(),
  outcome: z.enum(['running', 'completed', 'ended']),
  reason: EndReason.nullable(),
  error: z.string().nullable(),
  decision: Decision,
  result: AttemptResult.nullable(),
  spent: Spent,
  reports: z.array(VerificationReport),
  transcript: z
    .object({ lines: z.array(TranscriptLine), cutLines: z.number().int(), cutBytes: z.number().int() })
    .nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

export const TaskDetail = TaskRow.extend({
  spec: TaskSpec,
  complexity: Complexity,
  clientKey: z.string().nullable(),
  attempts: z.array(Attempt),
  /** Everything that happened, oldest first. */
  history: z.array(z.object({ at: Millis, what: z.string(), by: z.string().nullable() })),
  waitReasons: z.array(WaitReason),
  spent: z.object({
    cost: z.array(Money),
    tokensIn: z.number().int(),
    tokensOut: z.number().int(),
    workedMs: z.number(),
  }),
  dependsOn: z.array(z.object({ id: TaskId, title: z.string(), status: TaskStatus })),
  neededBy: z.array(z.object({ id: TaskId, title: z.string(), status: TaskStatus })),
  repository: z.object({ id: RepositoryId, name: z.string() }).nullable(),
  item: z
    .object({
      trackerId: TrackerId,
      itemId: ItemId,
      trackerName: z.string(),
      title: z.string(),
      status: z.string().nullable(),
    })
    .nullable(),
  proposal: z
    .object({ id: ProposalId, status: z.string(), answer: z.enum(['open', 'accepted', 'dismissed']) })
    .nullable(),
});
export type TaskDetail = z.infer<typeof TaskDetail>;
