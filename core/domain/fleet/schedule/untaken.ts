import type { OpenTask } from '../state.ts';
import { isEligible } from './plan.ts';
import { repositoryFor } from './repository-for.ts';
import { type FleetSurvey, offers, type RunKind } from './survey.ts';

/** Tasks that wait for an agent alone and that no connected one can take, however long they wait. */
export function untakenTasks(survey: FleetSurvey): OpenTask[] {
  const { state, at } = survey;
  const inherited = repositoryFor(state, { repositoryId: null });
  // Tasks with the same demands share their list of kinds.
  const takers = new Map<readonly RunKind[], boolean>();
  const hasTaker = (task: OpenTask): boolean => {
    const { kinds } = survey.routes(task);
    const known =
      takers.get(kinds) ??
      survey.fits(task).known.some((agent) => agent.connected && kinds.some((kind) => offers(agent, kind)));
    takers.set(kinds, known);
    return known;
  };
  return [...state.tasks.values()].filter((task) => {
    if (!isEligible(task, at)) return false;
    const repository = task.spec.repositoryId === null ? inherited : repositoryFor(state, task.spec);
    return repository !== 'waits' && !hasTaker(task);
  });
}
