import type { FleetDeps } from '../fleet/fleet-deps.ts';
import type { AlertWatch } from './alert-watch.ts';
import type { AlertNotices } from './notify-alerts.ts';

/** What the services of alerts work with; made once, in engine.ts. */
export interface AlertDeps extends FleetDeps {
  readonly alerts: AlertWatch;
  readonly notices: AlertNotices;
}
