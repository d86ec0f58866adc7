import { defaultRateLimits } from '../../core/domain/fleet/agents/rate-bucket.ts';
import { hubSource } from '../../core/domain/fleet/hub-source.ts';
import type { HubListen } from '../../core/domain/fleet/settings.ts';
import { ok, type Result } from '../../core/kernel/result.ts';
import { fleetEventsOf } from '../../db/feed/fleet-events-of.ts';
import { readHubListen } from '../../db/readers/fleet/hub.ts';
import { createFleetStore } from '../../db/usecases/fleet/fleet-store.ts';
import { setHubListen } from '../../db/usecases/fleet/hub-listen.ts';
import { ensureEmbeddedHub } from '../../db/usecases/fleet/hubs.ts';
import { createHttpClient } from '../../node/http/http-client.ts';
import { createDeliveryWorker } from './delivery/delivery-worker.ts';
import { createEndpointProbe } from './hub/endpoints/endpoint-probe.ts';
import { createEndpointWatch, type EndpointWatch } from './hub/endpoints/endpoint-watch.ts';
import { createFleetCore } from './hub/fleet-core.ts';
import { installFiles } from './hub/http/install-files.ts';
import { createHubDestination } from './hub/hub-destination.ts';
import { preferredHubPort } from './hub/hub-listen.ts';
import { createHubListener } from './hub/hub-listener.ts';
import { createHubServer } from './hub/hub-server.ts';
import { readOnlyStore } from './hub/read-only-store.ts';
import { createSampleFleet } from './hub/sample/sample-fleet.ts';
import { createSubmitTask } from './hub/tasks/submit-task.ts';
import { createTaskRequests } from './hub/tasks/task-requests.ts';
import { createFleetMeter, fleetMetrics } from './hub/telemetry/fleet-metrics.ts';
import { createLiveOutput } from './hub/telemetry/live-output.ts';
import { createTelemetry } from './hub/telemetry/telemetry.ts';
import type { HubOptions } from './options.ts';
import type { EngineDeps } from './services/engine-deps.ts';
import type { FleetDeps } from './services/fleet/fleet-deps.ts';
import type { HubFleet } from './services/fleet/hub-fleet.ts';
import { hubLookups } from './services/fleet/hub-lookups.ts';
import { createKnownHubs } from './services/fleet/known-hubs.ts';
import { createLiveFleet } from './services/fleet/live-fleet.ts';
import { checkLink } from './services/fleet/tasks/item-link.ts';
import { watchNeeds } from './services/fleet/watch-needs.ts';
import { workspaceIdentity } from './workspace-identity.ts';

export interface Fleet {
  readonly deps: FleetDeps;
  idle(): Promise<void>;
  /** Stops listening, ends sessions, writes what waits; the database is closed after it. */
  close(): Promise<void>;
}

const defaultListen: HubListen = {
  enabled: true,
  host: '127.0.0.1',
  port: 0,
  certificateFile: null,
  keyFile: null,
};

/** The fleet of a workspace: its state and rules always, its open port and watchers where the shell wants them. */
export async function createFleet(engine: EngineDeps, options: HubOptions): Promise<Result<Fleet>> {
  const { db, log, topics, clock, timekeeper, entropy, workspace } = engine;
  const { listen } = options;
  const writable = db.mode.kind === 'read-write';
  const made = ensureEmbeddedHub(db, engine.owner());
  if (!made.ok) return made;
  const hub = made.value;
  const stored = createFleetStore(db, hub.id);
  const store = writable ? stored : readOnlyStore(stored);
  const output = createLiveOutput((taskId) => topics.publish(`output:${taskId}`));
  const telemetry = createTelemetry(log);
  const created = await createFleetCore({
    store,
    timekeeper,
    log,
    transcriptOf: (taskId, generation) => output.transcriptOf(taskId, generation),
  });
  if (!created.ok) return created;
  const core = created.value;
  const live = createLiveFleet({ hub, view: core, timekeeper, clock, topics, db });
  const own: HubFleet = { id: hub.id, n: hub.n, isHere: true, view: core, live };
  const hubs = createKnownHubs({ db, own, timekeeper, clock, topics });
  const runs = listen && writable;
  const watchEndpoints = (): EndpointWatch =>
    createEndpointWatch({
      fleet: core,
      log,
      confirmed: () => topics.publish('endpoints'),
      probe: createEndpointProbe(createHttpClient(process.env)),
    });
  const watch = runs ? watchEndpoints() : null;
  const meter = createFleetMeter(() => core.now);
  engine.metrics.register(fleetMetrics, () => meter.read());
  const unfollow = db.feed.subscribe((commit) => {
    const events = fleetEventsOf(commit, hubSource(hub.id));
    // Also while nothing listens: tasks are cancelled and agents removed from a screen just the same.
    telemetry.follow(events);
    output.follow(events);
    meter.follow(events, timekeeper.moment());
  });

  const submitTask = createSubmitTask(core, store, entropy, ({ link }) => checkLink(db, link));
  const requests = createTaskRequests(core, store, timekeeper);
  const listener = createHubListener({
    mayListen: runs,
    settings: readHubListen(db.read) ?? defaultListen,
    keep: (settings) => setHubListen(db, settings),
    open: (settings) =>
      createHubServer({
        fleet: core,
        store,
        lookups: hubLookups(() => fleet),
        submitTask,
        requests,
        liveOutput: output,
        telemetry,
        log,
        timekeeper,
        limits: defaultRateLimits,
        listen: settings,
        preferredPort: preferredHubPort(workspaceIdentity(workspace)),
        appVersion: engine.appVersion,
        install: installFiles(options.tarball, log),
      }),
    clock,
    log,
    changed: () => topics.publish('hub'),
  });
  const sample = createSampleFleet({
    fleet: core,
    entropy,
    log,
    workspace,
    hubUrl: () => listener.now().url,
    startCommand: options.startCommand,
    onChange: () => topics.publish('hub'),
  });
  const hubOrders = createDeliveryWorker({
    db,
    entropy,
    log,
    destination: createHubDestination(hubSource(hub.id), core, requests),
  });
  const fleet: FleetDeps = {
    ...engine,
    hubs,
    view: core,
    commands: core,
    submit: submitTask,
    hubOrders,
    live,
    output,
    listener,
    checkEndpoint: async (endpointId) => {
      // A shell that does not watch still probes on demand.
      const asked = watch ?? watchEndpoints();
      try {
        return await asked.check(endpointId);
      } finally {
        if (asked !== watch) await asked.close();
      }
    },
    sample,
  };
  if (writable) hubOrders.start();
  const needs = watchNeeds(fleet);
  if (runs) {
    await sample.clearLeftovers();
    await listener.open();
  }
  return ok({
    deps: fleet,
    async idle() {
      await hubOrders.idle();
      await core.idle();
    },
    async close() {
      const stopped = runs ? await sample.stop() : ok(null);
      if (!stopped.ok) log.warn(stopped.error.message, stopped.error.facts);
      await listener.close();
      await hubOrders.close();
      await watch?.close();
      needs.close();
      unfollow();
      live.close();
      hubs.close();
      await core.close();
    },
  });
}
