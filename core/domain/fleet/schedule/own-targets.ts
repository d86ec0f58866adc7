import type { Moment } from '../../../kernel/clock.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { ExecutorOffer } from '../agents/agent.ts';
import type { FleetFacts } from '../fleet-view.ts';
import type { Target } from '../routing.ts';
import type { Agent } from '../state.ts';
import { pauseOf } from './pauses.ts';

/** What an agent runs by its own executors of this kind, best first; nothing for kinds that need an endpoint. */
export const ownTargets = (agent: Agent, kind: Target['kind']): readonly Target[] =>
  agent.facts?.executors.filter((offer) => offer.kind === kind).flatMap(targetsOf) ?? [];

/** The first of them that may be called now. */
export const ownTarget = (state: FleetFacts, agent: Agent, kind: Target['kind'], at: Moment): Target | null =>
  ownTargets(agent, kind).find((target) => pauseOf(state, target, at) === null) ?? null;

function targetsOf(offer: ExecutorOffer): readonly Target[] {
  switch (offer.kind) {
    case 'shell':
      return [{ kind: 'shell' }];
    case 'messages-api':
      return offer.models.map((model) => ({ kind: 'messages-api', model }));
    case 'command':
      return [{ kind: 'command', profile: offer.profile, model: offer.model }];
    case 'ollama':
    case 'openai':
      return [];
    default:
      return unreachable(offer);
  }
}
