import type { Subject } from '../../../../../core/domain/alerts/rules/compile-rule.ts';
import type { ExpressionValue } from '../../../../../core/domain/expression/values.ts';
import { budgetOf, budgetShare } from '../../../../../core/domain/fleet/money/spending.ts';
import type { Agent, OpenTask } from '../../../../../core/domain/fleet/state.ts';
import { taskTitle } from '../../../../../core/domain/fleet/tasks/task-title.ts';
import { hubMeasures } from '../../../../../db/readers/alerts/hub-facts.ts';
import type { FleetDeps } from '../../fleet/fleet-deps.ts';

/** The hub on this device, once something of its own was ever added to it: what a demonstration does is no alarm. */
export function hubSubjects(fleet: FleetDeps): readonly Subject[] {
  const { view, hubs, db, clock, listener, live } = fleet;
  const agents = [...view.now.agents.values()].filter(isReal);
  const tasks = [...view.now.tasks.values()].filter(isReal);
  if (agents.length === 0 && tasks.length === 0) return [];
  const hub = hubName(fleet);
  const shown = [...view.now.agents.values()].some(({ sample }) => sample);
  // What is measured is of all tasks: with a demonstration among them it says nothing of the others.
  const measured = shown ? NOT_MEASURED : hubMeasures(db.read, hubs.own.n, clock.now());
  const { finished, failed } = measured;
  return [
    {
      labels: { hub },
      names: {
        hub,
        up: listener.now().state !== 'failed',
        agents: agents.length,
        connected: agents.filter(({ connected }) => connected).length,
        queued: tasks.filter(({ status }) => status === 'queued').length,
        running: tasks.filter(({ status }) => status !== 'queued').length,
        deadLetters: shown ? null : live.deadLetters(),
        ...measured,
        toAgent: duration(measured.toAgent),
        failureRate: finished === null || failed === null || finished === 0 ? null : failed / finished,
      },
      inReach: true,
      route: '/fleet',
    },
  ];
}

export function agentSubjects(fleet: FleetDeps): readonly Subject[] {
  const { view, timekeeper } = fleet;
  const { agents, tasks } = view.now;
  const { steady } = timekeeper.moment();
  const waiting = Map.groupBy(
    [...tasks.values()],
    ({ status, spec, agentId }) => (status === 'queued' ? spec.agentId : agentId) ?? '',
  );
  const hub = hubName(fleet);
  return [...agents.values()].filter(isReal).map(({ id, name, connected, heartbeatSteady }) => ({
    labels: { hub, agent: name },
    names: {
      hub,
      agent: name,
      connected,
      silent: duration(heartbeatSteady === null ? null : Math.max(0, steady - heartbeatSteady)),
      waiting: waiting.get(id)?.length ?? 0,
    },
    inReach: true,
    route: `/fleet/${id}`,
  }));
}

export function taskSubjects(fleet: FleetDeps): readonly Subject[] {
  const { view, timekeeper } = fleet;
  const { agents, tasks, settings } = view.now;
  const { steady } = timekeeper.moment();
  const hub = hubName(fleet);
  return [...tasks.values()].filter(isReal).map((task) => ({
    labels: { hub, task: task.id },
    names: {
      hub,
      task: task.id,
      title: taskTitle(task.spec.description),
      agent: task.agentId === null ? null : (agents.get(task.agentId)?.name ?? task.agentId),
      status: task.status,
      silent: duration(silenceOf(task, steady)),
      waits: duration(task.status === 'queued' ? Math.max(0, steady - task.waitingSinceSteady) : null),
      blocked: task.blocked,
      budgetUsed: budgetShare(budgetOf(task, settings), task),
    },
    inReach: true,
    route: `/tasks/${task.id}`,
  }));
}

/** An attempt that was asked to come back later is not silent meanwhile. */
function silenceOf({ heardSteady, laterSteady }: OpenTask, steady: number): number | null {
  if (heardSteady === null || (laterSteady !== null && steady < laterSteady.until)) return null;
  return Math.max(0, steady - Math.max(heardSteady, laterSteady?.until ?? 0));
}

const NOT_MEASURED = { increases: null, finished: null, failed: null, toAgent: null };

const isReal = ({ sample }: Pick<Agent | OpenTask, 'sample'>): boolean => !sample;

const hubName = ({ hubs }: FleetDeps): string => hubs.nameOf(hubs.own.id) ?? 'The hub on this device';

function duration(milliseconds: number | null): ExpressionValue {
  return milliseconds === null ? null : { kind: 'duration', milliseconds };
}
