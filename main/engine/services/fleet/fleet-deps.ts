import type { FleetCommands, FleetView } from '../../../../core/domain/fleet/fleet-view.ts';
import type { DeliveryWorker } from '../../delivery/delivery-worker.ts';
import type { EndpointWatch } from '../../hub/endpoints/endpoint-watch.ts';
import type { HubListener } from '../../hub/hub-listener.ts';
import type { SampleFleet } from '../../hub/sample/sample-fleet.ts';
import type { SubmitTask } from '../../hub/tasks/submit-task.ts';
import type { LiveOutput } from '../../hub/telemetry/live-output.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { KnownHubs } from './known-hubs.ts';
import type { LiveFleet } from './live-fleet.ts';

/** What the services of the fleet work with beside the engine's parts; made once, in create-fleet.ts. */
export interface FleetDeps extends EngineDeps {
  readonly hubs: KnownHubs;
  /** Of the hub on this device, as are the commands. */
  readonly view: FleetView;
  readonly commands: FleetCommands;
  readonly submit: SubmitTask;
  /** What people ask of the hub, on its way to it. */
  readonly hubOrders: DeliveryWorker;
  readonly live: LiveFleet;
  readonly output: LiveOutput;
  readonly listener: HubListener;
  /** Asks the endpoint now and tells the hub what it said. */
  readonly checkEndpoint: EndpointWatch['check'];
  readonly sample: SampleFleet;
}
