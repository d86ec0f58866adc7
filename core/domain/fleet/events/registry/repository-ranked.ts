import { z } from 'zod';
import { RepositoryId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const repositoryRanked = fleetEvent(
  'repository.ranked',
  { by: Initiator, repositoryId: RepositoryId, rank: z.number() },
  {
    areas: ['repositories', 'tasks'],
    durability: 'full',
    inTaskHistory: false,
    sentence: () => 'A repository got another place in the order',
    apply(state, { repositoryId, rank }) {
      const repository = state.repositories.get(repositoryId);
      if (repository !== undefined) repository.rank = rank;
    },
  },
);
