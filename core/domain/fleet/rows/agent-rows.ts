import { z } from 'zod';
import { AgentId, HubId, TaskId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { AgentState, ExecutorOffer, Resources } from '../agents/agent.ts';
import { Money } from '../money/money.ts';
import { Capability } from '../tasks/task.ts';

export const AgentRow = z.object({
  id: AgentId,
  hubId: HubId,
  name: z.string(),
  state: AgentState,
  since: Millis,
  connected: z.boolean(),
  /** Why it is offline, e.g. `silent`; null while connected or never seen. */
  offlineReason: z.string().nullable(),
  heartbeatAt: Millis.nullable(),
  /** True when the last heartbeat is overdue: nothing else in the row is then current. */
  stale: z.boolean(),
  task: z
    .object({
      id: TaskId,
      title: z.string(),
      generation: z.number().int(),
      startedAt: Millis.nullable(),
      blocked: z.string().nullable(),
      percent: z.number().nullable(),
      note: z.string(),
    })
    .nullable(),
  host: z.string().nullable(),
  version: z.string().nullable(),
  capabilities: z.array(Capability),
  executors: z.array(ExecutorOffer),
  resources: Resources.nullable(),
  resourcesAt: Millis.nullable(),
  /** Since midnight of this machine. One entry per currency. */
  costToday: z.array(Money),
  /** Attempts of today at an unknown cost: theirs is missing from the sums. */
  unpricedToday: z.number().int(),
  completedToday: z.number().int(),
  failedToday: z.number().int(),
  sample: z.boolean(),
});
export type AgentRow = z.infer<typeof AgentRow>;

/** One interval of an agent's history, from one state change to the next. `to` is null while it lasts. */
export const AgentInterval = z.object({
  id: z.string(),
  state: AgentState,
  from: Millis,
  to: Millis.nullable(),
  reason: z.string(),
  taskId: TaskId.nullable(),
  taskTitle: z.string().nullable(),
});
export type AgentInterval = z.infer<typeof AgentInterval>;
