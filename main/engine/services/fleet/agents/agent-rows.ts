import type { FleetEvent } from '../../../../../core/domain/fleet/events.ts';
import type { FleetFacts } from '../../../../../core/domain/fleet/fleet-view.ts';
import { sumMoney } from '../../../../../core/domain/fleet/money/money-list.ts';
import { isCostUnknown } from '../../../../../core/domain/fleet/money/spending.ts';
import type { AgentRow } from '../../../../../core/domain/fleet/rows/agent-rows.ts';
import type { FleetSettings } from '../../../../../core/domain/fleet/settings.ts';
import type { Agent, OpenTask } from '../../../../../core/domain/fleet/state.ts';
import { taskTitle } from '../../../../../core/domain/fleet/tasks/task-title.ts';
import type { AgentId, HubId } from '../../../../../core/kernel/ids.ts';
import type { DayTotals } from '../measures/day-totals.ts';

export interface AgentRows {
  /** Every agent by name. A row is the same object as before when nothing it shows changed. */
  all(steady: number): readonly AgentRow[];
  one(agentId: AgentId, steady: number): AgentRow | null;
  follow(events: readonly FleetEvent[], totalsMoved: ReadonlySet<AgentId>): void;
  /** Another day, or another state altogether. */
  forget(): void;
}

interface Kept {
  readonly agent: Agent;
  readonly task: OpenTask | null;
  readonly heartbeatAt: number | null;
  readonly resourcesAt: number | null;
  readonly row: AgentRow;
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A heartbeat may be late by one of its kind and a little more before what the board shows is called stale. */
export function staleAfterMs({ heartbeatSeconds, silentSeconds }: FleetSettings): number {
  return Math.min(silentSeconds, heartbeatSeconds * 2 + 5) * 1000;
}

/** An agent that was here once and has not been heard of for longer than it may be silent. */
export function isStale(agent: Agent, steady: number, settings: FleetSettings): boolean {
  if (agent.heartbeatSteady === null) return agent.heartbeatAt !== null;
  return steady - agent.heartbeatSteady > staleAfterMs(settings);
}

export function createAgentRows(
  hubId: HubId,
  state: () => FleetFacts,
  totals: Pick<DayTotals, 'ofAgent'>,
): AgentRows {
  const kept = new Map<AgentId, Kept>();
  let order: readonly AgentId[] | null = null;

  const rowOf = (agent: Agent, steady: number): AgentRow => {
    const { tasks, settings } = state();
    const task = agent.taskId === null ? null : (tasks.get(agent.taskId) ?? null);
    const stale = isStale(agent, steady, settings);
    const before = kept.get(agent.id);
    if (
      before !== undefined &&
      before.agent === agent &&
      before.task === task &&
      before.heartbeatAt === agent.heartbeatAt &&
      before.resourcesAt === agent.resourcesAt &&
      before.row.stale === stale
    )
      return before.row;
    const row = { hubId, ...factsOf(agent), ...dayOf(agent, task), stale, task: workOf(agent, task) };
    const { heartbeatAt, resourcesAt } = agent;
    kept.set(agent.id, { agent, task, heartbeatAt, resourcesAt, row });
    return row;
  };

  const dayOf = (agent: Agent, task: OpenTask | null) => {
    const day = totals.ofAgent(agent.id);
    return {
      costToday: sumMoney([...day.cost, task?.spentNow.cost ?? null]),
      unpricedToday: day.unpriced + Number(task !== null && isCostUnknown(task.spentNow)),
      completedToday: day.completed,
      failedToday: day.failed,
    };
  };

  const workOf = (agent: Agent, task: OpenTask | null): AgentRow['task'] => {
    if (task === null) return null;
    return {
      id: task.id,
      title: taskTitle(task.spec.description),
      generation: agent.generation ?? task.generation,
      startedAt: task.acceptedAt,
      blocked: task.blocked,
      percent: task.percent,
      note: task.note,
    };
  };

  return {
    all(steady) {
      const { agents } = state();
      if (order === null || order.length !== agents.size || order.some((id) => !agents.has(id))) {
        order = [...agents.values()]
          .toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
          .map((agent) => agent.id);
      }
      const rows: AgentRow[] = [];
      for (const id of order) {
        const agent = agents.get(id);
        if (agent !== undefined) rows.push(rowOf(agent, steady));
      }
      return rows;
    },
    one(agentId, steady) {
      const agent = state().agents.get(agentId);
      return agent === undefined ? null : rowOf(agent, steady);
    },
    follow(events, totalsMoved) {
      for (const event of events) {
        if (event.type === 'agent.added' || event.type === 'agent.renamed') order = null;
        if (event.type === 'sample.removed') this.forget();
        if ('agentId' in event && event.agentId !== null) kept.delete(event.agentId);
      }
      for (const agentId of totalsMoved) kept.delete(agentId);
    },
    forget() {
      kept.clear();
      order = null;
    },
  };
}

function factsOf(agent: Agent) {
  return {
    id: agent.id,
    name: agent.name,
    state: agent.state,
    since: agent.since,
    connected: agent.connected,
    offlineReason: agent.connected ? null : agent.disconnectReason,
    heartbeatAt: agent.heartbeatAt,
    host: agent.facts?.host ?? null,
    version: agent.facts?.version ?? null,
    capabilities: agent.facts?.capabilities ?? [],
    executors: agent.facts?.executors ?? [],
    resources: agent.resources,
    resourcesAt: agent.resourcesAt,
    sample: agent.sample,
  };
}
