import { z } from 'zod';
import { RepositoryId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const repositoryAdded = fleetEvent(
  'repository.added',
  { by: Initiator, repositoryId: RepositoryId, name: z.string(), url: z.string(), rank: z.number() },
  {
    areas: ['repositories', 'tasks'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ name }) => `The repository ${name} was added`,
    apply(state, { repositoryId: id, name, url, rank }) {
      state.repositories.set(id, { id, name, url, rank, paused: false });
    },
  },
);
