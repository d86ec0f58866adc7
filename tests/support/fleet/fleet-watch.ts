import { type AgentState, mayMove } from '../../../core/domain/fleet/agents/agent.ts';
import type { FleetEvent, FleetEventOf } from '../../../core/domain/fleet/events.ts';
import { isReady } from '../../../core/domain/fleet/schedule/agent-score.ts';
import { hasCapabilities, offers } from '../../../core/domain/fleet/schedule/survey.ts';
import type { FleetState } from '../../../core/domain/fleet/state.ts';
import { countsAs } from '../../../core/domain/fleet/tasks/attempt-end.ts';
import type { TaskStatus } from '../../../core/domain/fleet/tasks/task.ts';
import type { Moment } from '../../../core/kernel/clock.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';

interface Seen {
  status: TaskStatus;
  holder: string | null;
  generation: number;
  failures: number;
  reclaims: number;
  retries: number;
  readonly sample: boolean;
}

/** Judges the events by themselves, knowing nothing of how they were decided; throws at the first that may not be. */
export function createFleetWatch() {
  const tasks = new Map<string, Seen>();
  const agents = new Map<string, AgentState>();
  const sampleAgents = new Set<string>();
  const proposals = new Set<string>();
  let gone = 0;
  let pending: FleetEventOf<'agent.moved'>['agentId'] | null = null;

  const must = (holds: boolean, event: FleetEvent, why: string): void => {
    if (!holds) throw new Error(`${why}: ${JSON.stringify(event)}`);
  };
  const task = (event: FleetEvent & { taskId: string }): Seen => {
    const seen = tasks.get(event.taskId);
    if (seen === undefined) throw new Error(`a task nobody submitted: ${JSON.stringify(event)}`);
    return seen;
  };
  const held = (event: FleetEvent & { taskId: string; agentId: string; generation: number }): Seen => {
    const seen = task(event);
    must(seen.holder === event.agentId, event, 'from an agent that does not hold it');
    must(seen.generation === event.generation, event, 'of another generation');
    return seen;
  };

  /** Called with the state as it was before the event. */
  const observe = (event: FleetEvent, before: FleetState, at: Moment): void => {
    switch (event.type) {
      case 'agent.added':
        agents.set(event.agentId, 'offline');
        if (event.sample) sampleAgents.add(event.agentId);
        return;
      case 'agent.removed':
        must(
          ![...tasks.values()].some(({ holder }) => holder === event.agentId),
          event,
          'removed with a task',
        );
        agents.delete(event.agentId);
        sampleAgents.delete(event.agentId);
        return;
      case 'agent.moved': {
        const known = agents.get(event.agentId);
        must(known === event.from, event, `moved from where it is not (${known})`);
        must(mayMove(event.from, event.to), event, 'a move that is not in the table');
        agents.set(event.agentId, event.to);
        if (pending === event.agentId) pending = null;
        return;
      }
      case 'task.submitted':
        must(!tasks.has(event.taskId), event, 'submitted twice');
        tasks.set(event.taskId, {
          status: 'queued',
          holder: null,
          generation: 0,
          failures: 0,
          reclaims: 0,
          retries: event.spec.retries,
          sample: event.sample,
        });
        return;
      case 'task.assigned': {
        const seen = task(event);
        must(seen.holder === null && seen.status === 'queued', event, 'assigned while not waiting');
        must(event.generation === seen.generation + 1, event, 'a generation that does not follow');
        must(agents.get(event.agentId) === 'idle', event, 'assigned to an agent that is not idle');
        const agent = before.agents.get(event.agentId);
        const open = before.tasks.get(event.taskId);
        if (agent === undefined || open === undefined) throw new Error('assigned to or of nothing');
        must(isReady(agent, at), event, 'assigned to an agent that is away or rests');
        must(hasCapabilities(agent, open.spec.capabilities), event, 'assigned to an incapable agent');
        must(offers(agent, event.decision.target.kind), event, 'assigned to an agent without the executor');
        must(
          open.spec.agentId === null || open.spec.agentId === agent.id,
          event,
          'assigned to another agent',
        );
        must(agent.sample || !open.sample, event, 'work of the sample assigned to a real agent');
        must(open.waitsFor.size === 0, event, 'assigned before its dependencies');
        seen.status = 'assigned';
        seen.holder = event.agentId;
        seen.generation = event.generation;
        pending = event.agentId;
        return;
      }
      case 'task.accepted':
        must(held(event).status === 'assigned', event, 'accepted without an offer');
        task(event).status = 'working';
        return;
      case 'task.progressed':
      case 'task.blocked':
      case 'task.unblocked':
      case 'task.verified':
        must(held(event).status === 'working', event, 'reported on without being worked on');
        return;
      case 'task.transcript':
        held(event);
        return;
      case 'task.completed': {
        const seen = held(event);
        must(seen.status === 'working', event, 'completed without being worked on');
        seen.status = 'completed';
        seen.holder = null;
        return;
      }
      case 'attempt.ended': {
        const seen = held(event);
        seen.holder = null;
        seen.status = event.next;
        if (countsAs[event.reason] === 'failure') seen.failures += 1;
        if (countsAs[event.reason] === 'reclaim') seen.reclaims += 1;
        if (event.next !== 'queued') return;
        must(seen.failures <= seen.retries, event, 'retried too often');
        must(seen.reclaims <= before.settings.maxReclaims, event, 'reclaimed too often');
        return;
      }
      case 'task.ended': {
        const seen = task(event);
        const givenUp = seen.status === 'dead-letter' && event.status === 'cancelled';
        must(givenUp || seen.status === 'queued', event, 'ended beside its attempt');
        must(seen.holder === null, event, 'ended while an agent held it');
        seen.status = event.status;
        return;
      }
      case 'task.requeued': {
        const seen = task(event);
        must(seen.status === 'dead-letter', event, 'requeued without being dead');
        must(seen.generation === event.generation, event, 'requeued with another generation');
        Object.assign(seen, { status: 'queued', failures: 0, reclaims: 0 });
        return;
      }
      case 'proposal.made': {
        const seen = task(event);
        must(seen.status === 'completed' && !seen.sample, event, 'proposed by nothing that was done');
        must(!proposals.has(event.proposalId), event, 'proposed twice');
        proposals.add(event.proposalId);
        return;
      }
      case 'proposal.settled':
        must(proposals.delete(event.proposalId), event, 'settled without being open');
        return;
      case 'sample.removed':
        for (const [id, { sample, holder }] of tasks) {
          const mixed = holder !== null && sampleAgents.has(holder);
          must(!mixed && !(sample && holder !== null), event, 'removed while at work');
          if (!sample) continue;
          tasks.delete(id);
          gone += 1;
        }
        for (const id of sampleAgents) agents.delete(id);
        sampleAgents.clear();
        return;
      case 'agent.connected':
      case 'agent.disconnected':
      case 'agent.renamed':
      case 'endpoint.added':
      case 'endpoint.changed':
      case 'endpoint.checked':
      case 'endpoint.removed':
      case 'limits.changed':
      case 'repository.added':
      case 'repository.paused':
      case 'repository.ranked':
      case 'repository.removed':
      case 'settings.changed':
      case 'task.ranked':
      case 'token.added':
      case 'token.revoked':
        return;
      default:
        unreachable(event);
    }
  };

  /** What must hold between batches. */
  const rest = (state: FleetState): void => {
    if (pending !== null) throw new Error(`${pending} was assigned a task and never moved`);
    const holders = new Set<string>();
    const proposed = [...state.proposals.keys()].map(String).toSorted();
    if (JSON.stringify(proposed) !== JSON.stringify([...proposals].toSorted()))
      throw new Error(
        `the open proposals are ${proposed.join(' ')}, by the events ${[...proposals].join(' ')}`,
      );
    for (const [id, seen] of tasks) {
      const open = [...state.tasks.values()].find((one) => one.id === id);
      const isOpen = seen.status === 'queued' || seen.status === 'assigned' || seen.status === 'working';
      if (isOpen !== (open !== undefined))
        throw new Error(`task ${id} is ${seen.status} but ${open?.status}`);
      if (open !== undefined && (open.status !== seen.status || open.agentId !== seen.holder))
        throw new Error(`task ${id} is ${open.status} where the events say ${seen.status}`);
      if (seen.holder === null) continue;
      if (holders.has(seen.holder)) throw new Error(`${seen.holder} holds two tasks`);
      holders.add(seen.holder);
    }
    for (const { id, sample } of [...state.tasks.values(), ...state.agents.values()])
      if (sample && !tasks.has(id) && !sampleAgents.has(id)) throw new Error(`${id} outlived the sample`);
    for (const agent of state.agents.values()) {
      if (agent.state !== agents.get(agent.id)) throw new Error(`${agent.id} moved without an event`);
      if ((agent.taskId !== null) !== holders.has(agent.id))
        throw new Error(`${agent.id} and its task differ`);
      if (agent.taskId === null && agent.state !== 'idle' && agent.state !== 'offline')
        throw new Error(`${agent.id} is ${agent.state} with nothing to do`);
      if (agent.connected === (agent.state === 'offline')) throw new Error(`${agent.id} is here and offline`);
    }
  };

  return {
    look: observe,
    rest,
    /** Tasks it saw, those that went with the sample included. */
    count: () => tasks.size + gone,
  };
}
