import type { Moment } from '../../../kernel/clock.ts';
import type { AgentId } from '../../../kernel/ids.ts';
import type { FleetFacts } from '../fleet-view.ts';
import type { EndpointKind, RouteKind } from '../routing.ts';
import type { Agent, Endpoint, OpenTask } from '../state.ts';
import type { TaskSpec } from '../tasks/task.ts';
import { agentScore, isReady } from './agent-score.ts';
import { fallbackSteps } from './due-times.ts';
import { type EndpointPool, endpointPool } from './endpoint-score.ts';
import { ownTarget } from './own-targets.ts';

/** What a task runs on: a model's kind of target, or a shell. */
export type RunKind = RouteKind | 'shell';

export const isEndpointKind = (kind: RunKind): kind is EndpointKind => kind === 'ollama' || kind === 'openai';

/** What of a task says who may take it. */
type Demand = Pick<OpenTask, 'spec' | 'sample' | 'keptBy' | 'complexity'>;

/** Agents that may take tasks with the same demands: those of the name, with the capabilities. */
export interface Fits {
  /** Connected or not, in no order. */
  readonly known: readonly Agent[];
  /** Ready ones with an executor of the kind, the best first; still free ones only. */
  ready(kind: RunKind): readonly Agent[];
}

/** A snapshot of the fleet that planning and explaining share, so that an explanation is what a plan would do. */
export interface FleetSurvey {
  readonly state: FleetFacts;
  readonly at: Moment;
  readonly endpoints: EndpointPool;
  /** Ready agents that were not taken. */
  readonly free: number;
  score(agent: Agent): number;
  fits(task: Demand): Fits;
  /** The kinds a task could run on at all, in order, and how many of them are open to it by now. */
  routes(task: Demand & Pick<OpenTask, 'waitingSinceSteady'>): {
    readonly kinds: readonly RunKind[];
    readonly open: number;
  };
  take(agent: Agent, endpoint: Endpoint | null): void;
}

export const offers = (agent: Agent, kind: RunKind): boolean =>
  agent.facts?.executors.some((offer) => offer.kind === kind) === true;

export function hasCapabilities(agent: Agent, wanted: readonly string[]): boolean {
  return agent.facts !== null && wanted.every((one) => agent.facts?.capabilities.includes(one) === true);
}

/** Sample tasks never go to a real agent: they would end up in its history and costs. */
export const mayServe = (agent: Agent, task: Pick<OpenTask, 'sample'>): boolean =>
  agent.sample || !task.sample;

/** A spec never changes, and long queues are scanned often. */
const demandKeys = new WeakMap<TaskSpec, string>();

/** Tasks with the same key can be taken by the same agents. */
function demandKey({ spec, sample }: Demand, only: AgentId | null): string {
  if (only !== spec.agentId)
    return `kept ${sample ? 'sample' : ''} ${only} ${spec.capabilities.toSorted().join(' ')}`;
  let key = demandKeys.get(spec);
  if (key === undefined) {
    key = `${sample ? 'sample' : ''} ${spec.agentId ?? ''} ${spec.capabilities.toSorted().join(' ')}`;
    demandKeys.set(spec, key);
  }
  return key;
}

interface Pool {
  agents: Agent[];
  /** How many were taken when it was last cleaned. */
  cleaned: number;
}

export function surveyFleet(state: FleetFacts, at: Moment): FleetSurvey {
  const scores = new Map<Agent, number>();
  for (const agent of state.agents.values()) if (isReady(agent, at)) scores.set(agent, agentScore(agent, at));
  const taken = new Set<Agent>();
  let board: EndpointPool | null = null;
  let sorted: readonly Agent[] | null = null;
  const byMerit = (): readonly Agent[] => {
    sorted ??= [...scores.keys()].toSorted(
      (a, b) =>
        (scores.get(b) ?? 0) - (scores.get(a) ?? 0) ||
        a.lastAssignedSteady - b.lastAssignedSteady ||
        (a.id < b.id ? -1 : Number(a.id > b.id)),
    );
    return sorted;
  };

  /** Looks at every agent, so it asks for pauses only where there are some. */
  const mayRun = (agent: Agent, kind: RunKind): boolean =>
    offers(agent, kind) &&
    (state.pauses.size === 0 || isEndpointKind(kind) || ownTarget(state, agent, kind, at) !== null);

  /** The kinds that the task's tier names and that are set up, in order. */
  const wantedKinds = ({ spec, complexity: { tier } }: Demand): readonly RunKind[] =>
    spec.work.kind === 'shell'
      ? ['shell']
      : state.settings.routes[tier].filter((kind) => !isEndpointKind(kind) || it.endpoints.has(kind, tier));

  /**
   * The only agent a task may go to: the one it names, or the one that keeps its finished work while that is here
   * and still fits; any other would do the work anew.
   */
  const onlyAgent = (task: Demand): AgentId | null => {
    const { spec, keptBy } = task;
    if (spec.agentId !== null || keptBy === null) return spec.agentId;
    const keeper = state.agents.get(keptBy);
    const isFit =
      keeper?.connected === true &&
      hasCapabilities(keeper, spec.capabilities) &&
      wantedKinds(task).some((kind) => offers(keeper, kind));
    return isFit ? keptBy : null;
  };

  const makeFits = (task: Demand): Fits => {
    const { spec } = task;
    const only = onlyAgent(task);
    const named = only === null ? null : state.agents.get(only);
    const isFit = (agent: Agent): boolean =>
      mayServe(agent, task) && hasCapabilities(agent, spec.capabilities);
    const among = named === null ? [...state.agents.values()] : named === undefined ? [] : [named];
    const known = among.filter(isFit);
    const pools = new Map<RunKind, Pool>();
    const ready = (kind: RunKind): readonly Agent[] => {
      let pool = pools.get(kind);
      if (pool === undefined) {
        const source = named === null ? byMerit().filter(isFit) : known.filter((one) => scores.has(one));
        pool = { agents: source.filter((one) => mayRun(one, kind)), cleaned: 0 };
        pools.set(kind, pool);
      }
      if (pool.cleaned !== taken.size) {
        pool.agents = pool.agents.filter((one) => !taken.has(one));
        pool.cleaned = taken.size;
      }
      return pool.agents;
    };
    return { known, ready };
  };

  const groups = new Map<string, Fits>();
  const fits = (task: Demand): Fits => {
    const key = demandKey(task, onlyAgent(task));
    let group = groups.get(key);
    if (group === undefined) {
      group = makeFits(task);
      groups.set(key, group);
    }
    return group;
  };

  const chains = new Map<Fits, Map<string, readonly RunKind[]>>();
  const chainOf = (task: Demand): readonly RunKind[] => {
    const { spec, complexity } = task;
    const group = fits(task);
    const known = chains.get(group) ?? new Map<string, readonly RunKind[]>();
    chains.set(group, known);
    const { tier } = complexity;
    const key = spec.work.kind === 'shell' ? 'shell' : tier;
    let chain = known.get(key);
    if (chain === undefined) {
      chain = wantedKinds(task).filter((kind) => group.known.some((agent) => offers(agent, kind)));
      known.set(key, chain);
    }
    return chain;
  };

  const it: FleetSurvey = {
    state,
    at,
    get endpoints() {
      board ??= endpointPool(state, at);
      return board;
    },
    get free() {
      return scores.size - taken.size;
    },
    score: (agent) => scores.get(agent) ?? 0,
    fits,
    routes(task) {
      const kinds = chainOf(task);
      return { kinds, open: Math.min(kinds.length, 1 + fallbackSteps(state, task, at)) };
    },
    take(agent, endpoint) {
      taken.add(agent);
      if (endpoint !== null) it.endpoints.use(endpoint);
    },
  };
  return it;
}
