import { z } from 'zod';
import { AgentId, HubId, ItemId, RepositoryId, TrackerId } from '../../../kernel/ids.ts';
import { Lane, TaskStatus } from '../tasks/task.ts';

export const TaskFilter = z.object({
  statuses: z.array(TaskStatus).nullable().default(null),
  hubId: HubId.nullable().default(null),
  lane: Lane.nullable().default(null),
  agentId: AgentId.nullable().default(null),
  repositoryId: RepositoryId.nullable().default(null),
  trackerId: TrackerId.nullable().default(null),
  itemId: ItemId.nullable().default(null),
  /** Words of the description. */
  text: z.string().max(200).default(''),
});
export type TaskFilter = z.output<typeof TaskFilter>;
