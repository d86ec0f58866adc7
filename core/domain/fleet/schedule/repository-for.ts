import type { FleetFacts } from '../fleet-view.ts';
import type { Repository } from '../state.ts';
import { byRank } from '../tasks/ranks.ts';
import type { TaskSpec } from '../tasks/task.ts';

/**
 * Where a task works: in the repository it names, else in the first that is not paused, else (none registered) in no
 * repository at all. `waits` while the one it names, or every one, is paused.
 */
export function repositoryFor(
  state: FleetFacts,
  spec: Pick<TaskSpec, 'repositoryId'>,
): Repository | 'waits' | null {
  if (spec.repositoryId === null) return inherited(state);
  const named = state.repositories.get(spec.repositoryId);
  return named === undefined || named.paused ? 'waits' : named;
}

function inherited(state: FleetFacts): Repository | 'waits' | null {
  let first: Repository | null = null;
  for (const one of state.repositories.values())
    if (!one.paused && (first === null || byRank(one, first) < 0)) first = one;
  return first ?? (state.repositories.size === 0 ? null : 'waits');
}
