import { z } from 'zod';
import { AgentId, ProposalId, TaskId } from '../../../../kernel/ids.ts';
import { ItemLink } from '../../tasks/task.ts';
import { fleetEvent } from '../fleet-event.ts';

export const proposalMade = fleetEvent(
  'proposal.made',
  {
    proposalId: ProposalId,
    taskId: TaskId,
    generation: z.number().int(),
    agentId: AgentId,
    link: ItemLink,
  },
  {
    areas: ['proposals'],
    durability: 'full',
    inTaskHistory: true,
    sentence: ({ link }) => `Proposed the status ${link.statusWhenDone ?? 'of its item'} for its item`,
    apply(state, { proposalId: id, taskId, link }) {
      state.proposals.set(id, { id, taskId, link });
    },
  },
);
