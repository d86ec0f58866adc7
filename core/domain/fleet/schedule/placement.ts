import type { Decision, RouteKind, Target } from '../routing.ts';
import type { Agent, Endpoint, OpenTask, Repository } from '../state.ts';
import type { EndpointChoice } from './endpoint-score.ts';
import { ownTarget } from './own-targets.ts';
import { type FleetSurvey, isEndpointKind, type RunKind } from './survey.ts';

export interface Placement {
  readonly agent: Agent;
  readonly endpoint: Endpoint | null;
  readonly decision: Decision;
}

/** The best agent and target for this task now, along its tier's chain; null when it has to wait. */
export function findPlacement(
  survey: FleetSurvey,
  task: OpenTask,
  repository: Repository | null,
): Placement | null {
  const { kinds, open } = survey.routes(task);
  const fits = survey.fits(task);
  for (const [index, kind] of kinds.slice(0, open).entries()) {
    const ready = fits.ready(kind);
    const agent = ready.find(({ id }) => !task.avoided.has(id)) ?? ready[0];
    if (agent === undefined) continue;
    const choice = endpointFor(survey, kind, task, repository);
    const target = choice === null ? ownTarget(survey.state, agent, kind, survey.at) : endpointTarget(choice);
    if (target === null) continue;
    const first = kinds[0];
    const fallbackFrom: RouteKind | null =
      index > 0 && first !== undefined && first !== 'shell' ? first : null;
    const score = survey.score(agent) + (choice?.score ?? 0);
    return {
      agent,
      endpoint: choice?.endpoint ?? null,
      decision: {
        because: [
          ...targetReason(target, choice),
          agentReason(survey, task, agent, ready.length),
          ...(fallbackFrom === null
            ? []
            : [
                `Nothing was free for ${fallbackFrom} within ${survey.state.settings.fallbackSeconds * index} s.`,
              ]),
          ...tierReason(task, kind),
          ...repositoryReason(task, repository),
        ],
        tier: task.complexity.tier,
        target,
        candidates: ready.length,
        fallbackFrom,
        score: Math.round(score * 1000) / 1000,
      },
    };
  }
  return null;
}

function endpointFor(
  survey: FleetSurvey,
  kind: RunKind,
  { complexity }: OpenTask,
  repository: Repository | null,
): EndpointChoice | null {
  if (!isEndpointKind(kind)) return null;
  return survey.endpoints.best(kind, complexity.tier, repository?.id ?? null);
}

function endpointTarget({ endpoint, model }: EndpointChoice): Target {
  const { id: endpointId, spec } = endpoint;
  const { kind, url } = spec;
  return kind === 'ollama' && model !== null
    ? { kind, endpointId, url, model }
    : { kind: 'openai', endpointId, url, model };
}

function targetReason(target: Target, choice: EndpointChoice | null): string[] {
  if (choice !== null) {
    const { endpoint, model, score, among, isWarm } = choice;
    const rest = among === 1 ? 'the only healthy one for its tier' : `the freest of ${among} for its tier`;
    const warm = isWarm ? ', and it has the model loaded' : '';
    const which = model ?? 'a model that the agent finds there with its own key';
    return [`${endpoint.spec.name} runs it with ${which}: ${rest} (${score.toFixed(2)})${warm}.`];
  }
  if (target.kind === 'command') return [`The agent's own ${target.profile} runs it.`];
  if (target.kind === 'messages-api') return [`The agent calls ${target.model} for it.`];
  return [];
}

function agentReason(survey: FleetSurvey, task: OpenTask, agent: Agent, among: number): string {
  if (task.spec.agentId !== null) return `${agent.name} is the agent it names.`;
  if (task.keptBy === agent.id)
    return `${agent.name} keeps the finished work, which only has to be handed over.`;
  const avoided = task.avoided.has(agent.id)
    ? ' It gave the task up before, but no other that fits was free.'
    : '';
  if (among === 1) return `${agent.name} is the only free agent that fits.${avoided}`;
  const free = Math.round(survey.score(agent) * 100);
  return `${agent.name} has the freest machine (${free} %) or has waited longest, of ${among} free agents that fit.${avoided}`;
}

function tierReason({ complexity }: OpenTask, kind: RunKind): string[] {
  if (kind === 'shell') return [];
  const { tier, source, confidence } = complexity;
  const origin = source === 'chosen' ? 'chosen' : `inferred, ${Math.round(confidence * 100)} % sure`;
  return [`Its tier is ${tier} (${origin}).`];
}

function repositoryReason({ spec }: OpenTask, repository: Repository | null): string[] {
  if (repository === null || spec.repositoryId !== null) return [];
  return [`It names no repository, so it works in ${repository.name}, the first that is not paused.`];
}
