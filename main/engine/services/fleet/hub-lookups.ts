import { taskPage } from '../../../../db/readers/fleet/task-list.ts';
import type { HubLookups } from '../../hub/hub-options.ts';
import type { FleetDeps } from './fleet-deps.ts';
import { taskNow, withLiveRows } from './tasks/task-views.ts';

/** What tools read over HTTP: the same rows that screens get. */
export function hubLookups(fleetNow: () => FleetDeps): HubLookups {
  return {
    async tasks(asked) {
      const fleet = fleetNow();
      const { tasks, next } = taskPage(fleet.db.read, fleet.hubs.own.n, asked);
      return { tasks: withLiveRows(fleet, tasks), next };
    },
    task: async (taskId) => taskNow(fleetNow(), { taskId, hubId: fleetNow().hubs.own.id }),
    async agents() {
      const { live, timekeeper } = fleetNow();
      return [...live.agentRows.all(timekeeper.moment().steady)];
    },
    async metrics() {
      const latest = fleetNow().metrics.latest();
      return { at: latest?.at ?? null, values: { ...latest?.values } };
    },
  };
}
