import { RepositoryId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const repositoryRemoved = fleetEvent(
  'repository.removed',
  { by: Initiator, repositoryId: RepositoryId },
  {
    areas: ['repositories', 'tasks'],
    durability: 'full',
    inTaskHistory: false,
    sentence: () => 'A repository was removed',
    apply(state, { repositoryId }) {
      state.repositories.delete(repositoryId);
    },
  },
);
