import type { Moment } from '../../../kernel/clock.ts';
import type { EndpointId, RepositoryId } from '../../../kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../kernel/result.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import type { EndpointSpec } from '../routing.ts';
import { sameJson } from '../same-json.ts';
import type { FleetState } from '../state.ts';
import { byRank, ranksFor } from '../tasks/ranks.ts';

type Events = Result<readonly FleetEvent[]>;
type Refusal = { readonly ok: false; readonly error: Failure };

const unknownEndpoint = (endpointId: EndpointId): Refusal =>
  fail('endpoint.not-found', `There is no endpoint ${endpointId}. Nothing was changed.`, { endpointId });

const unknownRepository = (repositoryId: RepositoryId): Refusal =>
  fail('repository.not-found', `There is no repository ${repositoryId}. Nothing was changed.`, {
    repositoryId,
  });

function endpointTaken(state: FleetState, spec: EndpointSpec, except: EndpointId | null): Refusal | null {
  for (const { id, spec: known } of state.endpoints.values()) {
    if (id === except) continue;
    const what =
      known.name.toLowerCase() === spec.name.toLowerCase() ? 'named' : known.url === spec.url ? 'at' : null;
    if (what !== null)
      return fail(
        'endpoint.exists',
        `There is an endpoint ${what} ${what === 'at' ? known.url : known.name} already. Nothing was changed.`,
        { endpointId: id, name: known.name },
      );
  }
  return null;
}

export function addEndpoint(state: FleetState, command: FleetCommandOf<'endpoint.add'>, at: Moment): Events {
  const { by, endpointId, spec } = command;
  const taken = endpointTaken(state, spec, null);
  return taken ?? ok([{ type: 'endpoint.added', at: at.wall, by, endpointId, spec }]);
}

export function changeEndpoint(
  state: FleetState,
  command: FleetCommandOf<'endpoint.change'>,
  at: Moment,
): Events {
  const { by, endpointId, spec } = command;
  const endpoint = state.endpoints.get(endpointId);
  if (endpoint === undefined) return unknownEndpoint(endpointId);
  if (sameJson(endpoint.spec, spec)) return ok([]);
  const taken = endpointTaken(state, spec, endpointId);
  return taken ?? ok([{ type: 'endpoint.changed', at: at.wall, by, endpointId, spec }]);
}

export function removeEndpoint(
  state: FleetState,
  command: FleetCommandOf<'endpoint.remove'>,
  at: Moment,
): Events {
  const { by, endpointId } = command;
  if (!state.endpoints.has(endpointId)) return unknownEndpoint(endpointId);
  return ok([{ type: 'endpoint.removed', at: at.wall, by, endpointId }]);
}

/** A probe that found nothing new leaves no event. */
export function checkEndpoint(
  state: FleetState,
  command: FleetCommandOf<'endpoint.check'>,
  at: Moment,
): Events {
  const { endpointId, health, note } = command;
  const endpoint = state.endpoints.get(endpointId);
  if (endpoint === undefined) return unknownEndpoint(endpointId);
  const models = [...command.models];
  if (endpoint.health === health && endpoint.note === note && sameJson([...endpoint.models], models))
    return ok([]);
  return ok([{ type: 'endpoint.checked', at: at.wall, endpointId, health, models, note }]);
}

export function addRepository(
  state: FleetState,
  command: FleetCommandOf<'repository.add'>,
  at: Moment,
): Events {
  const { by, repositoryId, name, url } = command;
  let last = 0;
  for (const known of state.repositories.values()) {
    last = Math.max(last, known.rank);
    if (known.id === repositoryId || known.url === url || known.name.toLowerCase() === name.toLowerCase())
      return fail(
        'repository.exists',
        `There is the repository ${known.name} already. Nothing was changed.`,
        { repositoryId: known.id },
      );
  }
  return ok([{ type: 'repository.added', at: at.wall, by, repositoryId, name, url, rank: last + 1 }]);
}

export function moveRepository(
  state: FleetState,
  command: FleetCommandOf<'repository.move'>,
  at: Moment,
): Events {
  const { by, repositoryId, before } = command;
  const repository = state.repositories.get(repositoryId);
  if (repository === undefined) return unknownRepository(repositoryId);
  if (before === repositoryId) return ok([]);
  const others = [...state.repositories.values()].filter(({ id }) => id !== repositoryId).toSorted(byRank);
  const last = Math.max(repository.rank, others.at(-1)?.rank ?? 0);
  const ranks = ranksFor(repository, others, before, last);
  if (ranks === undefined) return unknownRepository(before ?? repositoryId);
  return ok(
    ranks.map(({ one, rank }) => ({
      type: 'repository.ranked',
      at: at.wall,
      by,
      repositoryId: one.id,
      rank,
    })),
  );
}

export function pauseRepository(
  state: FleetState,
  command: FleetCommandOf<'repository.pause'>,
  at: Moment,
): Events {
  const { by, repositoryId, paused } = command;
  const repository = state.repositories.get(repositoryId);
  if (repository === undefined) return unknownRepository(repositoryId);
  if (repository.paused === paused) return ok([]);
  return ok([{ type: 'repository.paused', at: at.wall, by, repositoryId, paused }]);
}

export function removeRepository(
  state: FleetState,
  command: FleetCommandOf<'repository.remove'>,
  at: Moment,
): Events {
  const { by, repositoryId } = command;
  const repository = state.repositories.get(repositoryId);
  if (repository === undefined) return unknownRepository(repositoryId);
  let users = 0;
  for (const { spec } of state.tasks.values()) if (spec.repositoryId === repositoryId) users += 1;
  if (users > 0)
    return fail(
      'repository.in-use',
      `${users} open ${users === 1 ? 'task needs' : 'tasks need'} ${repository.name}. Nothing was changed; finish or cancel them first.`,
      { repositoryId, tasks: users },
    );
  return ok([{ type: 'repository.removed', at: at.wall, by, repositoryId }]);
}
