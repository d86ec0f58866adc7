import type { HubListen } from '../../../../core/contract/fleet/hub.ts';
import type { RowOf } from '../../../../core/contract/index.ts';
import type { DisconnectReason } from '../../../../core/domain/fleet/events.ts';
import type { FleetStore } from '../../../../core/domain/fleet/ports.ts';
import type { Timekeeper } from '../../../../core/kernel/clock.ts';
import type { AgentId, TokenId } from '../../../../core/kernel/ids.ts';
import type { Result } from '../../../../core/kernel/result.ts';
import type { EndpointWatch } from '../../hub/endpoints/endpoint-watch.ts';
import type { FleetCore } from '../../hub/fleet-core.ts';
import type { SubmitTask } from '../../hub/http/submit-task.ts';
import type { TaskRequests } from '../../hub/http/task-requests.ts';
import type { ClientFacts } from '../../hub/hub-options.ts';
import type { LiveOutput } from '../../hub/telemetry/live-output.ts';
import type { MetricValues } from '../../hub/telemetry/metrics-sampler.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { LiveFleet } from './live-fleet.ts';

/** How the hub's server stands: what of it can be reached, or why nothing. */
export interface Listening {
  readonly state: 'starting' | 'running' | 'off' | 'failed';
  readonly note: string | null;
  readonly url: string | null;
  readonly startedAt: number | null;
}

/** The part of the running hub that listens; the fleet itself is in `core`. */
export interface HubDoor {
  now(): Listening;
  /** As set on this device. */
  readonly settings: HubListen;
  /** Listens anew at once; when that fails the settings before stay and are listened to again. */
  change(settings: HubListen): Promise<Result<{ readonly url: string | null }>>;
  disconnect(agentId: AgentId, reason: DisconnectReason): void;
  clients(): ReadonlyMap<TokenId, ClientFacts>;
  close(): Promise<void>;
}

/** What every service of the fleet works with; made once, in create-hub.ts. */
export interface FleetParts {
  readonly engine: EngineParts;
  readonly core: FleetCore;
  readonly store: FleetStore;
  readonly submit: SubmitTask;
  readonly requests: TaskRequests;
  readonly timekeeper: Timekeeper;
  readonly live: LiveFleet;
  readonly output: LiveOutput;
  readonly door: HubDoor;
  /** Asks the endpoint now and tells the hub what it said. */
  readonly checkEndpoint: EndpointWatch['check'];
  /** The last sample; null before the first. */
  readonly latestMetrics: () => { readonly at: number; readonly values: MetricValues } | null;
  readonly sample: SampleFleet;
}

export interface SampleFleet {
  now(): RowOf<'hub.status'>['sample'];
  start(): Promise<Result<{ readonly summary: string }>>;
  stop(): Promise<Result<{ readonly summary: string }>>;
}
