import { z } from 'zod';
import { ProposalId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const proposalSettled = fleetEvent(
  'proposal.settled',
  { by: Initiator, proposalId: ProposalId, answer: z.enum(['accepted', 'dismissed']) },
  {
    areas: ['proposals'],
    durability: 'full',
    inTaskHistory: true,
    sentence: ({ answer }) => `The proposed status was ${answer}`,
    apply(state, { proposalId }) {
      state.proposals.delete(proposalId);
    },
  },
);
