import { z } from 'zod';
import { ProposalId, TaskId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { versionedJson } from '../../../kernel/versioned-json.ts';
import { Initiator } from '../initiators.ts';
import { Lane } from '../tasks/task.ts';

/** Of a task that is requeued: another one, or null for none. If omitted it keeps its own. */
export const NewDeadline = Millis.nullable().optional();

/**
 * What a person asks of a hub and still means when the hub hears of it later. All else (to pause, to probe) is meant
 * for now and fails at once where the hub does not answer.
 */
const DeliverableCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('proposal.settle'),
    by: Initiator,
    proposalId: ProposalId,
    answer: z.enum(['accepted', 'dismissed']),
  }),
  z.object({ type: z.literal('task.cancel'), by: Initiator, taskId: TaskId }),
  z.object({ type: z.literal('task.requeue'), by: Initiator, taskId: TaskId, deadline: NewDeadline }),
  z.object({
    type: z.literal('task.rank'),
    by: Initiator,
    taskId: TaskId,
    lane: Lane,
    before: TaskId.nullable(),
  }),
]);
export type DeliverableCommand = z.infer<typeof DeliverableCommand>;

export const deliverableCommandJson = versionedJson('command to a hub', DeliverableCommand);
