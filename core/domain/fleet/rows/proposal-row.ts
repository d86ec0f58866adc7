import { z } from 'zod';
import { HubId, ItemId, ProposalId, TaskId, TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';

export const ProposalRow = z.object({
  id: ProposalId,
  hubId: HubId,
  taskId: TaskId,
  taskTitle: z.string(),
  agentName: z.string(),
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId,
  itemTitle: z.string(),
  /** Null when the item has none now. */
  statusNow: z.string().nullable(),
  statusProposed: z.string(),
  at: Millis,
  /** e.g. "3 of 3 checks passed". */
  evidence: z.string(),
});
export type ProposalRow = z.output<typeof ProposalRow>;
