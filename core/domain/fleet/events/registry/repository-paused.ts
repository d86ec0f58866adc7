import { z } from 'zod';
import { RepositoryId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const repositoryPaused = fleetEvent(
  'repository.paused',
  { by: Initiator, repositoryId: RepositoryId, paused: z.boolean() },
  {
    areas: ['repositories', 'tasks'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ paused }) => (paused ? 'A repository was paused' : 'A repository goes on'),
    /** Tasks that waited for the repository could be assigned only from now on. */
    apply(state, { repositoryId, paused }, at) {
      const repository = state.repositories.get(repositoryId);
      if (repository === undefined) return;
      repository.paused = paused;
      if (paused) return;
      for (const task of state.tasks.values())
        if (task.status === 'queued' && task.spec.repositoryId === repository.id)
          task.waitingSinceSteady = Math.max(task.waitingSinceSteady, at.steady);
    },
  },
);
