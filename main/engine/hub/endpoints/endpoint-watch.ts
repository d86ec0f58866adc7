import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import { type EndpointHealth, isSameServer } from '../../../../core/domain/fleet/routing.ts';
import type { Endpoint } from '../../../../core/domain/fleet/state.ts';
import type { EndpointId } from '../../../../core/kernel/ids.ts';
import type { Log } from '../../../../node/log/log.ts';
import type { EndpointProbe, ProbeResult } from './endpoint-probe.ts';

export interface EndpointWatch {
  /** Probes now. Null when there is no such endpoint. */
  check(endpointId: EndpointId): Promise<{ readonly health: EndpointHealth; readonly note: string } | null>;
  close(): Promise<void>;
}

export interface EndpointWatchOptions {
  readonly fleet: Pick<Fleet, 'now' | 'run' | 'onEvents' | 'endpointProbed'>;
  /** A probe found nothing new; only its age changes. */
  readonly confirmed: () => void;
  readonly log: Pick<Log, 'warn'>;
  readonly probe: EndpointProbe;
}

const everyMs = 30_000;
/** One failure can be a restart; two in a row are an endpoint that is not there. */
const failuresUntilUnhealthy = 2;
/** One that is there and doesn't answer may be loading a model: twenty minutes, as long as a task waits for that. */
const busyUntilUnhealthy = 40;
const maxConcurrent = 4;

/**
 * Knows which endpoints answer and which models they offer: every 30 seconds, when one is added or changed, and on
 * demand. Only a change reaches the fleet.
 */
export function createEndpointWatch(options: EndpointWatchOptions): EndpointWatch {
  const { fleet, log, confirmed, probe } = options;
  const failures = new Map<EndpointId, number>();
  const probing = new Map<EndpointId, Promise<void>>();
  const queue: (() => void)[] = [];
  let atOnce = 0;
  const stop = new AbortController();

  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    if (atOnce >= maxConcurrent) await new Promise<void>((resolve) => queue.push(resolve));
    else atOnce += 1;
    try {
      await work();
    } finally {
      // The slot passes to the next in line, if there is one.
      const next = queue.shift();
      if (next === undefined) atOnce -= 1;
      else next();
    }
  };

  const report = async (endpoint: Endpoint, answer: ProbeResult, onDemand: boolean): Promise<void> => {
    const failed = answer.ok ? 0 : (failures.get(endpoint.id) ?? 0) + 1;
    failures.set(endpoint.id, failed);
    const wasHealthy = endpoint.health === 'healthy';
    // Who asks on demand wants to know how it is now; a round forgives one failure.
    if (!answer.ok && !answer.busy && failed < failuresUntilUnhealthy && !onDemand && wasHealthy) return;
    const isBusy = !answer.ok && answer.busy && failed < busyUntilUnhealthy && wasHealthy;
    const health = answer.ok || isBusy ? 'healthy' : 'unhealthy';
    const models = answer.ok ? answer.models : isBusy ? endpoint.models : [];
    const same =
      endpoint.health === health && endpoint.note === answer.note && sameList(endpoint.models, models);
    if (same) {
      fleet.endpointProbed(endpoint.id);
      return confirmed();
    }
    const { note } = answer;
    const reported = await fleet.run({
      type: 'endpoint.check',
      endpointId: endpoint.id,
      health,
      models,
      note,
    });
    if (!reported.ok && reported.error.code !== 'endpoint.not-found')
      log.warn(reported.error.message, reported.error.facts);
  };

  const probeNow = (endpointId: EndpointId, onDemand: boolean): Promise<void> => {
    const running = probing.get(endpointId);
    if (running !== undefined && !onDemand) return running;
    const started = inTurn(async () => {
      const asked = fleet.now.endpoints.get(endpointId);
      if (asked === undefined || stop.signal.aborted) return;
      const answer = await probe(asked.spec, stop.signal);
      const endpoint = fleet.now.endpoints.get(endpointId);
      // Changed or gone meanwhile: this answer is about another address.
      if (endpoint === undefined || !isSameServer(endpoint.spec, asked.spec) || stop.signal.aborted) return;
      await report(endpoint, answer, onDemand);
    });
    probing.set(endpointId, started);
    void started.finally(() => {
      if (probing.get(endpointId) === started) probing.delete(endpointId);
    });
    return started;
  };

  const round = (): void => {
    for (const endpointId of fleet.now.endpoints.keys()) void probeNow(endpointId, false);
  };
  const unfollow = fleet.onEvents((events) => {
    for (const event of events) {
      if (event.type === 'endpoint.removed') failures.delete(event.endpointId);
      if (event.type !== 'endpoint.added' && event.type !== 'endpoint.changed') continue;
      failures.delete(event.endpointId);
      void probeNow(event.endpointId, true);
    }
  });
  const timer = setInterval(round, everyMs);
  timer.unref();
  round();

  return {
    async check(endpointId) {
      await probeNow(endpointId, true);
      const endpoint = fleet.now.endpoints.get(endpointId);
      return endpoint === undefined ? null : { health: endpoint.health, note: endpoint.note };
    },
    async close() {
      clearInterval(timer);
      unfollow();
      stop.abort();
      await Promise.allSettled(probing.values());
    },
  };
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((entry, index) => entry === right[index]);
}
