import type { CallsNamed, Services } from '../handlers.ts';
import type { FleetDeps } from '../services/fleet/fleet-deps.ts';
import { addToken, revokeToken, setFleet, setLimits, setListen } from '../services/fleet/hub-settings.ts';
import { costsBy } from '../services/fleet/measures/costs.ts';
import { metricsSeries } from '../services/fleet/measures/metrics.ts';
import {
  addEndpoint,
  addRepository,
  changeEndpoint,
  checkEndpoint,
  moveRepository,
  pauseRepository,
  removeEndpoint,
  removeRepository,
} from '../services/fleet/registry.ts';

/** What people ask of the hub itself, of where work can run, and of what was measured. */
export const hubCalls: Services<
  FleetDeps,
  CallsNamed<'hub' | 'endpoints' | 'repositories' | 'metrics' | 'costs'>
> = {
  'hub.setFleet': setFleet,
  'hub.setListen': setListen,
  'hub.setLimits': setLimits,
  'hub.addToken': addToken,
  'hub.revokeToken': revokeToken,
  'hub.startSample': ({ sample }) => sample.start(),
  'hub.stopSample': ({ sample }) => sample.stop(),
  'endpoints.add': addEndpoint,
  'endpoints.change': changeEndpoint,
  'endpoints.remove': removeEndpoint,
  'endpoints.check': checkEndpoint,
  'repositories.add': addRepository,
  'repositories.move': moveRepository,
  'repositories.pause': pauseRepository,
  'repositories.remove': removeRepository,
  'metrics.series': metricsSeries,
  'costs.by': costsBy,
};
