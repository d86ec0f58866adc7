import { ok } from '../../../core/kernel/result.ts';
import type { CallHandlers } from '../handlers.ts';
import { byPerson } from '../services/fleet/by-person.ts';
import type { FleetParts } from '../services/fleet/fleet-parts.ts';
import { addToken, revokeToken, setFleet, setLimits, setListen } from '../services/fleet/hub-settings.ts';
import { costsBy } from '../services/fleet/measures/costs.ts';
import { metricsSeries } from '../services/fleet/measures/metrics.ts';
import { addEndpoint, addRepository, changeEndpoint, checkEndpoint } from '../services/fleet/registry.ts';

type HubCalls = Pick<
  CallHandlers,
  Extract<
    keyof CallHandlers,
    | `hub.${string}`
    | `endpoints.${string}`
    | `repositories.${string}`
    | `metrics.${string}`
    | `costs.${string}`
  >
>;

/** What people ask of the hub itself, of where work can run, and of what was measured. */
export function hubCalls(fleet: FleetParts): HubCalls {
  const { core, engine, sample } = fleet;
  return {
    'hub.setFleet': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? setFleet(fleet, input, who.value.by) : who;
    },
    'hub.setListen': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? setListen(fleet, input) : who;
    },
    'hub.setLimits': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? setLimits(fleet, input, who.value.by) : who;
    },
    'hub.addToken': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? addToken(fleet, input, who.value.by) : who;
    },
    'hub.revokeToken': async ({ tokenId }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? revokeToken(fleet, tokenId, who.value.by) : who;
    },
    'hub.startSample': async (_input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? sample.start() : who;
    },
    'hub.stopSample': async (_input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? sample.stop() : who;
    },
    'endpoints.add': async (spec, context) => {
      const who = byPerson(engine, context);
      return who.ok ? addEndpoint(fleet, spec, who.value.by) : who;
    },
    'endpoints.change': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? changeEndpoint(fleet, input, who.value.by) : who;
    },
    'endpoints.remove': async ({ endpointId }, context) => {
      const who = byPerson(engine, context);
      if (!who.ok) return who;
      const removed = await core.run({ type: 'endpoint.remove', by: who.value.by, endpointId });
      return removed.ok ? ok({}) : removed;
    },
    'endpoints.check': ({ endpointId }) => checkEndpoint(fleet, endpointId),
    'repositories.add': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? addRepository(fleet, input, who.value.by) : who;
    },
    'repositories.move': async (input, context) => {
      const who = byPerson(engine, context);
      if (!who.ok) return who;
      const moved = await core.run({ type: 'repository.move', by: who.value.by, ...input });
      return moved.ok ? ok({}) : moved;
    },
    'repositories.pause': async (input, context) => {
      const who = byPerson(engine, context);
      if (!who.ok) return who;
      const paused = await core.run({ type: 'repository.pause', by: who.value.by, ...input });
      return paused.ok ? ok({}) : paused;
    },
    'repositories.remove': async ({ repositoryId }, context) => {
      const who = byPerson(engine, context);
      if (!who.ok) return who;
      const removed = await core.run({ type: 'repository.remove', by: who.value.by, repositoryId });
      return removed.ok ? ok({}) : removed;
    },
    'metrics.series': (input) => metricsSeries(fleet, input),
    'costs.by': (input) => costsBy(fleet, input),
  };
}
