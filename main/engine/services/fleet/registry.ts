import type { RowOf } from '../../../../core/contract/index.ts';
import { endpointPause } from '../../../../core/domain/fleet/schedule/pauses.ts';
import { byRank } from '../../../../core/domain/fleet/tasks/ranks.ts';
import { addressAdvice, addressProblem, shownAddress } from '../../../../core/domain/repository-address.ts';
import { EndpointId, RepositoryId } from '../../../../core/kernel/ids.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { done, fail, ok } from '../../../../core/kernel/result.ts';
import type { Service, ViewAnswer } from '../../handlers.ts';
import type { FleetDeps } from './fleet-deps.ts';

export function endpointsView({ view, timekeeper }: FleetDeps): ViewAnswer<'endpoints.list'> {
  const at = timekeeper.moment();
  const pauseAt = (id: EndpointId): RowOf<'endpoints.list'>['pause'] => {
    const pause = endpointPause(view.now, id, at);
    return pause === null ? null : { until: pause.until, model: pause.model, reason: pause.reason };
  };
  const rows = [...view.now.endpoints.values()]
    .map(({ id, spec, health, models, note, probedAt, load }) => ({
      ...spec,
      id,
      health,
      note,
      offers: [...models],
      checkedAt: probedAt,
      load,
      pause: pauseAt(id),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  return { rows, extra: {} };
}

export const addEndpoint: Service<FleetDeps, 'endpoints.add'> = async (
  { commands, entropy },
  spec,
  { by },
) => {
  const endpointId = EndpointId.parse(randomId(entropy, 'en'));
  const added = await commands.run({ type: 'endpoint.add', by, endpointId, spec });
  return added.ok ? ok({ endpointId }) : added;
};

export const changeEndpoint: Service<FleetDeps, 'endpoints.change'> = async (
  { commands },
  { endpointId, ...spec },
  { by },
) => done(await commands.run({ type: 'endpoint.change', by, endpointId, spec }));

export const removeEndpoint: Service<FleetDeps, 'endpoints.remove'> = async (
  { commands },
  { endpointId },
  { by },
) => done(await commands.run({ type: 'endpoint.remove', by, endpointId }));

export const checkEndpoint: Service<FleetDeps, 'endpoints.check'> = async (fleet, { endpointId }) => {
  const found = await fleet.checkEndpoint(endpointId);
  return found === null
    ? fail('endpoint.not-found', 'There is no such endpoint, or it was removed.', { endpointId })
    : ok(found);
};

/** In the order in which their tasks are served, with what waits and runs in each. */
export function repositoriesView({ view }: FleetDeps): ViewAnswer<'repositories.list'> {
  const { repositories, tasks } = view.now;
  const counts = new Map<RepositoryId, { queued: number; running: number }>();
  for (const { spec, status } of tasks.values()) {
    if (spec.repositoryId === null) continue;
    const count = counts.get(spec.repositoryId) ?? { queued: 0, running: 0 };
    if (status === 'queued') count.queued += 1;
    else count.running += 1;
    counts.set(spec.repositoryId, count);
  }
  const ordered = [...repositories.values()].toSorted(byRank);
  const inheriting = ordered.find((repository) => !repository.paused)?.id;
  const rows = ordered.map(
    ({ id, name, url, paused, rank }): RowOf<'repositories.list'> => ({
      id,
      name,
      url: shownAddress(url),
      paused,
      rank,
      ...(counts.get(id) ?? { queued: 0, running: 0 }),
      inherits: id === inheriting,
    }),
  );
  return { rows, extra: {} };
}

export const addRepository: Service<FleetDeps, 'repositories.add'> = async (
  { commands, entropy },
  { url, name },
  { by },
) => {
  const problem = addressProblem(url);
  if (problem === 'secret') {
    return fail(
      'repository.credentials',
      `The address ${shownAddress(url)} was not added. ${addressAdvice.secret}`,
    );
  }
  if (problem === 'form') {
    return fail(
      'repository.bad-url',
      `${url} is no address git can clone from. Nothing was added. ${addressAdvice.form}`,
      { url },
    );
  }
  const repositoryId = RepositoryId.parse(randomId(entropy, 're'));
  const added = await commands.run({
    type: 'repository.add',
    by,
    repositoryId,
    name: name ?? nameOf(url),
    url,
  });
  return added.ok ? ok({ repositoryId }) : added;
};

export const moveRepository: Service<FleetDeps, 'repositories.move'> = async ({ commands }, input, { by }) =>
  done(await commands.run({ type: 'repository.move', by, ...input }));

export const pauseRepository: Service<FleetDeps, 'repositories.pause'> = async (
  { commands },
  input,
  { by },
) => done(await commands.run({ type: 'repository.pause', by, ...input }));

export const removeRepository: Service<FleetDeps, 'repositories.remove'> = async (
  { commands },
  { repositoryId },
  { by },
) => done(await commands.run({ type: 'repository.remove', by, repositoryId }));

/** The last part of the address, as a clone would be named. */
function nameOf(url: string): string {
  const last = url.replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '';
  const name = last.replace(/\.git$/, '').slice(0, 100);
  return name === '' ? 'repository' : name;
}
