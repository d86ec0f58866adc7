import type { Moment } from '../../../kernel/clock.ts';
import type { FleetFacts } from '../fleet-view.ts';
import type { Agent, OpenTask } from '../state.ts';
import type { Tier } from '../tasks/task.ts';
import type { WaitReason } from '../tasks/wait-reason.ts';
import { dependencyReasons, type TitleOf } from './dependency-reasons.ts';
import { ownTarget, ownTargets } from './own-targets.ts';
import { pauseOf } from './pauses.ts';
import { repositoryFor } from './repository-for.ts';
import {
  type FleetSurvey,
  hasCapabilities,
  isEndpointKind,
  mayServe,
  offers,
  type RunKind,
  surveyFleet,
} from './survey.ts';

/**
 * Why a task isn't running, the deciding reason first: exactly what `plan` would find in its way. `next` when nothing
 * is. Empty for a task that an agent works on, except while that agent is away. Callers that ask about many tasks at
 * once pass in one survey of the fleet.
 */
export function whyWaiting(
  state: FleetFacts,
  task: OpenTask,
  at: Moment,
  survey: FleetSurvey = surveyFleet(state, at),
  titleOf: TitleOf = () => null,
): readonly WaitReason[] {
  if (task.status !== 'queued') return awayReason(state, task, at);
  const reasons = [...ownReasons(state, task, at, titleOf), ...agentReasons(survey, task)];
  if (reasons.length > 0) return reasons;
  return [{ code: 'next', text: 'A free agent fits: it gets the task next.' }];
}

function awayReason(state: FleetFacts, task: OpenTask, at: Moment): WaitReason[] {
  if (task.returnBySteady === null || task.agentId === null) return [];
  const name = state.agents.get(task.agentId)?.name ?? 'Its agent';
  const left = seconds(task.returnBySteady - at.steady);
  return [{ code: 'returning', text: `${name} is away; another agent gets the task in ${left}.` }];
}

const seconds = (ms: number): string =>
  ms > 600_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.max(0, Math.ceil(ms / 1000))} s`;

/** Reasons in the task itself, whoever is free. */
function ownReasons(state: FleetFacts, task: OpenTask, at: Moment, titleOf: TitleOf): WaitReason[] {
  const reasons = dependencyReasons(state.tasks, task, titleOf);
  if (task.notBeforeSteady !== null && task.notBeforeSteady > at.steady)
    reasons.push({
      code: 'not-before',
      text: `Its next try begins in ${seconds(task.notBeforeSteady - at.steady)}.`,
    });
  if (repositoryFor(state, task.spec) === 'waits') {
    const { repositoryId } = task.spec;
    const name = repositoryId === null ? null : (state.repositories.get(repositoryId)?.name ?? repositoryId);
    const text = name === null ? 'Every repository is paused.' : `The repository ${name} is paused.`;
    reasons.push({ code: 'repository-paused', text });
  }
  return reasons;
}

/** What agents and endpoints lack for it; empty when one could take it now. */
function agentReasons(survey: FleetSurvey, task: OpenTask): WaitReason[] {
  const { state } = survey;
  const { spec } = task;
  if (spec.agentId !== null && !state.agents.has(spec.agentId))
    return [{ code: 'named-agent', text: 'The agent it names was removed.' }];
  if (state.agents.size === 0) return [{ code: 'no-agent', text: 'There is no agent yet.' }];
  const { known } = survey.fits(task);
  if (known.length === 0) return [nobodyFits(state, task)];
  const { kinds, open } = survey.routes(task);
  if (kinds.length === 0) return [noRoute(survey, task, known)];
  const ready = (kind: RunKind): boolean => survey.fits(task).ready(kind).length > 0;
  const mayCall = (agent: Agent, kind: RunKind): boolean =>
    isEndpointKind(kind) ? offers(agent, kind) : ownTarget(state, agent, kind, survey.at) !== null;
  const reachable = (kind: RunKind): boolean =>
    isEndpointKind(kind)
      ? survey.endpoints.best(kind, task.complexity.tier, null) !== null
      : known.some((agent) => mayCall(agent, kind));
  const usable = kinds.findIndex((kind) => ready(kind) && reachable(kind));
  if (usable !== -1 && usable < open) return [];
  const reasons: WaitReason[] = [];
  if (usable !== -1) {
    const unlocks = task.waitingSinceSteady + usable * state.settings.fallbackSeconds * 1000;
    const left = seconds(unlocks - survey.at.steady);
    const text = `Nothing is free for ${kinds[0]}; it falls back to ${kinds[usable]} in ${left}.`;
    reasons.push({ code: 'fallback-soon', text });
  }
  const endpoint = kinds
    .filter((kind) => !reachable(kind))
    .map((kind) => notReachable(survey, kind, task.complexity.tier, known));
  const able = kinds.filter(reachable);
  const fitting = known.filter((agent) => able.some((kind) => mayCall(agent, kind)));
  if (fitting.length === 0 || usable !== -1) return [...reasons, ...endpoint];
  return [...reasons, occupied(survey, task, fitting), ...endpoint];
}

/** Why nothing of a kind can be called, though agents would do so: it asked us to try again later, or doesn't answer. */
function notReachable(
  { state, at, endpoints }: FleetSurvey,
  kind: RunKind,
  tier: Tier,
  known: readonly Agent[],
): WaitReason {
  const pauses = known
    .flatMap((agent) => ownTargets(agent, kind))
    .flatMap((target) => pauseOf(state, target, at) ?? [])
    .map(({ untilSteady }) => ({ name: serviceNames[kind] ?? kind, untilSteady }));
  const paused = isEndpointKind(kind)
    ? endpoints.firstBack(kind, tier)
    : pauses.toSorted((a, b) => a.untilSteady - b.untilSteady)[0];
  if (!paused) {
    const registered = [...state.endpoints.values()].filter(
      ({ spec }) => spec.kind === kind && spec.tiers.includes(tier),
    );
    const [only] = registered;
    const said = registered.length === 1 && only?.note ? ` ${only.spec.name}: ${only.note}` : '';
    const text = `No ${kind} endpoint for its tier (${tier}) is healthy and offers a wanted model.${said}`;
    return { code: 'endpoint', text };
  }
  const text = `${paused.name} asked us to try again later; it gets tasks again in ${seconds(paused.untilSteady - at.steady)}.`;
  return { code: 'endpoint-paused', text };
}

const serviceNames: Readonly<Partial<Record<RunKind, string>>> = {
  'messages-api': 'The Messages API',
  command: 'The service of the command-line agent',
};

function nobodyFits(state: FleetFacts, task: OpenTask): WaitReason {
  const { spec } = task;
  const among = [...state.agents.values()].filter(
    (one) => mayServe(one, task) && (spec.agentId === null || one.id === spec.agentId),
  );
  if (among.length === 0) return { code: 'no-agent', text: 'No agent of the sample fleet may take it.' };
  if (among.every(({ facts }) => facts === null)) {
    const code = spec.agentId === null ? 'agents-offline' : 'named-agent';
    return { code, text: 'The agents it could go to have never connected.' };
  }
  const missing = spec.capabilities.filter((one) => !among.some((agent) => hasCapabilities(agent, [one])));
  const what = missing.length > 0 ? missing : spec.capabilities;
  const which = missing.length > 0 ? 'No agent offers' : 'No agent offers all of';
  return { code: 'capability', text: `${which} ${what.join(', ')}.` };
}

function noRoute(
  { state }: FleetSurvey,
  { spec, complexity }: OpenTask,
  known: readonly Agent[],
): WaitReason {
  if (spec.work.kind === 'shell')
    return { code: 'executor', text: 'No agent that fits runs shell commands.' };
  const chain = state.settings.routes[complexity.tier];
  const offered = chain.filter((kind) => known.some((agent) => offers(agent, kind)));
  if (offered.length === 0)
    return { code: 'executor', text: `No agent that fits can run ${chain.join(', ')}.` };
  const text = `No ${offered.join(' or ')} endpoint is registered for its tier (${complexity.tier}).`;
  return { code: 'endpoint', text };
}

/** Why none of the agents that could take it does: the state of the one nearest to it. */
function occupied({ at }: FleetSurvey, { spec }: OpenTask, fitting: readonly Agent[]): WaitReason {
  const online = fitting.filter(({ connected }) => connected);
  const coolingDown = online.filter(
    ({ state, cooldownUntilSteady }) =>
      state === 'idle' && cooldownUntilSteady !== null && cooldownUntilSteady > at.steady,
  );
  const [only] = fitting;
  const many = fitting.length === 1 && only !== undefined ? only.name : `${fitting.length} agents that fit`;
  const verb = fitting.length === 1 ? 'is' : 'are all';
  const named = spec.agentId !== null;
  if (online.length === 0)
    return { code: named ? 'named-agent' : 'agents-offline', text: `${many} ${verb} offline.` };
  if (coolingDown.length > 0) {
    const until = Math.min(...coolingDown.map(({ cooldownUntilSteady }) => cooldownUntilSteady ?? Infinity));
    return {
      code: 'resting',
      text: `${coolingDown[0]?.name ?? many} rests for ${seconds(until - at.steady)} more.`,
    };
  }
  const [first] = online;
  const busy =
    online.length === 1 && first !== undefined
      ? `${first.name} is busy`
      : `${online.length} agents that fit are all busy`;
  const off = fitting.length - online.length;
  const away =
    off === 0 ? '' : off === 1 ? '; 1 more that fits is offline' : `; ${off} more that fit are offline`;
  return { code: named ? 'named-agent' : 'agents-busy', text: `${busy}${away}.` };
}
