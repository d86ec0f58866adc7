import type { FleetDeps } from '../fleet/fleet-deps.ts';
import type { AlertWatch } from './alert-watch.ts';

/** What the services of alerts work with; made once, in engine.ts. */
export interface AlertDeps extends FleetDeps {
  readonly alerts: AlertWatch;
}
