import type { Moment } from '../../../kernel/clock.ts';
import type { RepositoryId } from '../../../kernel/ids.ts';
import type { Resources } from '../agents/agent.ts';
import type { FleetFacts } from '../fleet-view.ts';
import type { EndpointKind } from '../routing.ts';
import type { Endpoint, Pause } from '../state.ts';
import type { Tier } from '../tasks/task.ts';
import { freshResources } from './agent-score.ts';
import { modelPause } from './pauses.ts';

export interface EndpointChoice {
  readonly endpoint: Endpoint;
  /** Null: which, the agent asks the endpoint with its own key. */
  readonly model: string | null;
  readonly score: number;
  /** Endpoints that could have run it. */
  readonly among: number;
  readonly isWarm: boolean;
}

export interface EndpointPool {
  /** Registered for this tier, whether or not it answers. */
  has(kind: EndpointKind, tier: Tier): boolean;
  best(kind: EndpointKind, tier: Tier, repositoryId: RepositoryId | null): EndpointChoice | null;
  /** Of those that asked us to try again later, the one that may be called first. */
  firstBack(kind: EndpointKind, tier: Tier): { readonly name: string; readonly untilSteady: number } | null;
  /** Counts a task just given to it. */
  use(endpoint: Endpoint): void;
}

/**
 * The models to use, best first: the wanted ones that it offers, or its own where any will do. An OpenAI-compatible endpoint
 * that is healthy and lists none wants a key for its list.
 */
const usableModels = ({ spec, models }: Endpoint): readonly (string | null)[] => {
  if (spec.models.length > 0) return spec.models.filter((one) => models.includes(one));
  return spec.kind === 'openai' && models.length === 0 ? [null] : models;
};

/** The endpoints in one survey of the fleet; a model endpoint counts only while it is healthy. */
export function endpointPool(state: FleetFacts, at: Moment): EndpointPool {
  const hosts = hostResources(state, at);
  const running = runningOn(state);
  const extra = new Map<Endpoint, number>();
  const serves = ({ spec, health }: Endpoint, kind: EndpointKind, tier: Tier): boolean =>
    spec.kind === kind && health === 'healthy' && spec.tiers.includes(tier);
  const pauseAt = ({ id }: Endpoint, model: string | null): Pause | null => modelPause(state, id, model, at);
  const all = [...state.endpoints.values()].toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return {
    has: (kind, tier) => all.some(({ spec }) => spec.kind === kind && spec.tiers.includes(tier)),
    use: (endpoint) => void extra.set(endpoint, (extra.get(endpoint) ?? 0) + 1),
    best(kind, tier, repositoryId) {
      let best: Omit<EndpointChoice, 'among'> | null = null;
      let among = 0;
      for (const endpoint of all) {
        const { spec } = endpoint;
        if (!serves(endpoint, kind, tier)) continue;
        const model = usableModels(endpoint).find((one) => pauseAt(endpoint, one) === null);
        if (model === undefined) continue;
        among += 1;
        const busy = running.get(endpoint.id);
        const isWarm = busy?.has(`model ${model}`) === true;
        const isKnown = repositoryId !== null && busy?.has(`repository ${repositoryId}`) === true;
        const free = hostScore(spec.host === null ? null : (hosts.get(spec.host) ?? null));
        const load = endpoint.load + (extra.get(endpoint) ?? 0);
        const score = (free * (isWarm ? 1.15 : 1) * (isKnown ? 1.05 : 1)) / (1 + load);
        if (best === null || score > best.score) best = { endpoint, model, score, isWarm };
      }
      return best === null ? null : { ...best, among };
    },
    firstBack(kind, tier) {
      const paused = all
        .filter((endpoint) => serves(endpoint, kind, tier))
        .flatMap((endpoint) =>
          usableModels(endpoint).flatMap((model) => {
            const pause = pauseAt(endpoint, model);
            return pause === null ? [] : [{ name: endpoint.spec.name, untilSteady: pause.untilSteady }];
          }),
        );
      return paused.toSorted((a, b) => a.untilSteady - b.untilSteady)[0] ?? null;
    },
  };
}

/** How free a host is: 1 is idle with 16 GB free; more memory counts up to 1.5. Unknown counts as half busy. */
function hostScore(resources: Resources | null): number {
  if (resources === null) return 0.5;
  const cpu = 1 - resources.cpuPercent / 100;
  const freeRam = Math.max(0, resources.ramTotalBytes - resources.ramUsedBytes);
  const ram = Math.min(freeRam / (16 * 1024 ** 3), 1.5);
  const { vramTotalBytes: total, vramUsedBytes: used } = resources;
  const vram =
    total === null || used === null || total === 0 ? 0.9 : 0.8 + 0.2 * Math.max(0, 1 - used / total);
  return Math.max(0.01, cpu * ram * vram);
}

/** What each host reported last, through any of its agents, where that is fresh. */
function hostResources(state: FleetFacts, at: Moment): ReadonlyMap<string, Resources> {
  const hosts = new Map<string, { readonly resources: Resources; readonly steady: number }>();
  if (state.endpoints.size === 0) return new Map();
  for (const agent of state.agents.values()) {
    const resources = freshResources(agent, at);
    if (agent.facts === null || resources === null) continue;
    const steady = agent.heartbeatSteady ?? 0;
    const known = hosts.get(agent.facts.host);
    if (known === undefined || known.steady < steady) hosts.set(agent.facts.host, { resources, steady });
  }
  return new Map([...hosts].map(([host, { resources }]) => [host, resources]));
}

/** Models and repositories at work on each endpoint: a loaded model answers sooner, a repository's context may be kept. */
function runningOn(state: FleetFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const running = new Map<string, Set<string>>();
  if (state.endpoints.size === 0) return running;
  for (const { target, spec } of state.tasks.values()) {
    if (target === null || (target.kind !== 'ollama' && target.kind !== 'openai')) continue;
    const marks = running.get(target.endpointId) ?? new Set();
    running.set(target.endpointId, marks);
    marks.add(`model ${target.model}`);
    if (spec.repositoryId !== null) marks.add(`repository ${spec.repositoryId}`);
  }
  return running;
}
