import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';
import type { FleetFacts } from '../../../../core/domain/fleet/fleet-view.ts';
import type { Spent } from '../../../../core/domain/fleet/money/money.ts';
import type { EndReason } from '../../../../core/domain/fleet/tasks/task.ts';
import type { Metric } from '../../../../core/domain/metrics/metric.ts';
import type { Moment } from '../../../../core/kernel/clock.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';

const queue = { of: 'fleet', unit: 'tasks', rollUp: 'max' } as const;
const counted = { of: 'fleet', unit: 'tasks', rollUp: 'sum' } as const;
const agents = { of: 'fleet', unit: 'agents', rollUp: 'mean' } as const;
const share = { of: 'fleet', unit: '%', rollUp: 'mean' } as const;
const toAgent = { of: 'fleet', unit: 'ms', rollUp: 'max' } as const;
const atWork = { of: 'fleet', unit: 's', rollUp: 'max' } as const;

/** `.p50` and its like are over what ended within the step. */
export const fleetMetrics = [
  { ...queue, name: 'queue.urgent', title: 'Queued, urgent' },
  { ...queue, name: 'queue.high', title: 'Queued, high' },
  { ...queue, name: 'queue.normal', title: 'Queued, normal' },
  { ...queue, name: 'queue.low', title: 'Queued, low' },
  { ...queue, name: 'tasks.running', title: 'Tasks at work' },
  { ...counted, name: 'tasks.submitted', title: 'Tasks submitted' },
  { ...counted, name: 'tasks.completed', title: 'Tasks completed' },
  { ...counted, name: 'tasks.failed', title: 'Attempts failed', unit: 'attempts' },
  { ...counted, name: 'tasks.dead', title: 'Dead letters' },
  { ...share, name: 'tasks.success-rate', title: 'Attempts that succeeded' },
  { ...toAgent, name: 'assign.p50', title: 'Time to an agent, half' },
  { ...toAgent, name: 'assign.p95', title: 'Time to an agent, 95 %' },
  { ...toAgent, name: 'assign.p99', title: 'Time to an agent, 99 %' },
  { ...atWork, name: 'work.p50', title: 'Time at work, half' },
  { ...atWork, name: 'work.p95', title: 'Time at work, 95 %' },
  { ...atWork, name: 'work.p99', title: 'Time at work, 99 %' },
  { ...agents, name: 'agents.connected', title: 'Agents connected' },
  { ...agents, name: 'agents.busy', title: 'Agents at work' },
  { ...share, name: 'agents.utilisation', title: 'Connected agents at work' },
  { ...counted, name: 'cost.micros', title: 'Cost', unit: 'millionths of the currency' },
  { ...counted, name: 'tokens', title: 'Tokens used', unit: 'tokens' },
] as const satisfies readonly Metric[];

type FleetMetric = (typeof fleetMetrics)[number]['name'];
export type FleetMeasures = Readonly<Record<FleetMetric, number | null>>;

export interface FleetMeter {
  /** Takes in what was committed. */
  follow(events: readonly FleetEvent[], at: Moment): void;
  /** Hands over what happened since it was asked before, and how things stand. */
  read(): FleetMeasures;
}

/** Times kept per sample and percentile: the first ones, which is far more than a hub gets done in ten seconds. */
const maxTimes = 10_000;

/** Ends that say the work didn't succeed; losing an agent or being cancelled is none. */
const failures: ReadonlySet<EndReason> = new Set([
  'failed',
  'verification',
  'undelivered',
  'budget',
  'deadline',
]);

interface Step {
  submitted: number;
  completed: number;
  failed: number;
  dead: number;
  /** By currency, as amounts of different ones are never added; the largest is the sample's. */
  cost: Map<string, number>;
  tokens: number;
  assign: number[];
  work: number[];
}

const emptyStep = (): Step => ({
  submitted: 0,
  completed: 0,
  failed: 0,
  dead: 0,
  cost: new Map(),
  tokens: 0,
  assign: [],
  work: [],
});

/** Measures the fleet from its events and its state. Durations are of the steady clock. */
export function createFleetMeter(state: () => FleetFacts): FleetMeter {
  /** Since when a task could have been assigned; bounded by the open tasks. */
  const waiting = new Map<TaskId, number>();
  /** Waiting for what they depend on: their time starts when that is done. */
  const held = new Set<TaskId>();
  let step = emptyStep();

  const waits = (taskId: TaskId): boolean => (state().tasks.get(taskId)?.waitsFor.size ?? 0) > 0;
  const release = (at: Moment): void => {
    for (const taskId of held) {
      if (waits(taskId)) continue;
      held.delete(taskId);
      waiting.set(taskId, at.steady);
    }
  };
  const take = (event: FleetEvent, at: Moment): void => {
    const { type } = event;
    if (type === 'task.submitted') {
      step.submitted += 1;
      if (waits(event.taskId)) held.add(event.taskId);
      else waiting.set(event.taskId, at.steady);
    } else if (type === 'task.requeued') {
      if (waits(event.taskId)) held.add(event.taskId);
      else waiting.set(event.taskId, at.steady);
    } else if (type === 'task.assigned') {
      const since = waiting.get(event.taskId);
      if (since !== undefined && step.assign.length < maxTimes)
        step.assign.push(Math.max(0, at.steady - since));
      waiting.delete(event.taskId);
    } else if (type === 'task.completed') {
      step.completed += 1;
      count(step, event);
      release(at);
    } else if (type === 'attempt.ended') {
      if (failures.has(event.reason)) step.failed += 1;
      if (event.next === 'dead-letter') step.dead += 1;
      count(step, event);
      // Time spent waiting for the next try is meant, and no latency.
      const pause = Math.max(0, (event.notBefore ?? at.wall) - at.wall);
      if (event.next === 'queued') waiting.set(event.taskId, at.steady + pause);
    } else if (type === 'task.ended') {
      if (event.status === 'dead-letter') step.dead += 1;
      waiting.delete(event.taskId);
      held.delete(event.taskId);
    } else if (type === 'sample.removed') {
      for (const taskId of waiting.keys()) if (!state().tasks.has(taskId)) waiting.delete(taskId);
      for (const taskId of held) if (!state().tasks.has(taskId)) held.delete(taskId);
    }
  };

  return {
    follow(events, at) {
      for (const event of events) take(event, at);
    },
    read() {
      const values = measure(state(), step);
      step = emptyStep();
      return values;
    },
  };
}

function count(step: Step, end: { readonly spent: Spent; readonly workedMs: number }): void {
  const { cost, tokensIn, tokensOut } = end.spent;
  if (cost !== null) step.cost.set(cost.currency, (step.cost.get(cost.currency) ?? 0) + cost.micros);
  step.tokens += tokensIn + tokensOut;
  if (end.workedMs > 0 && step.work.length < maxTimes) step.work.push(end.workedMs / 1000);
}

function measure(state: FleetFacts, step: Step): FleetMeasures {
  const queued = { urgent: 0, high: 0, normal: 0, low: 0 };
  let running = 0;
  for (const task of state.tasks.values()) {
    if (task.status === 'queued') queued[task.lane] += 1;
    else running += 1;
  }
  let connected = 0;
  let busy = 0;
  for (const agent of state.agents.values()) {
    if (!agent.connected) continue;
    connected += 1;
    if (agent.taskId !== null) busy += 1;
  }
  const ended = step.completed + step.failed;
  const assign = step.assign.toSorted((a, b) => a - b);
  const work = step.work.toSorted((a, b) => a - b);
  return {
    'queue.urgent': queued.urgent,
    'queue.high': queued.high,
    'queue.normal': queued.normal,
    'queue.low': queued.low,
    'tasks.running': running,
    'tasks.submitted': step.submitted,
    'tasks.completed': step.completed,
    'tasks.failed': step.failed,
    'tasks.dead': step.dead,
    'tasks.success-rate': ended === 0 ? null : (100 * step.completed) / ended,
    'assign.p50': percentile(assign, 0.5),
    'assign.p95': percentile(assign, 0.95),
    'assign.p99': percentile(assign, 0.99),
    'work.p50': percentile(work, 0.5),
    'work.p95': percentile(work, 0.95),
    'work.p99': percentile(work, 0.99),
    'agents.connected': connected,
    'agents.busy': busy,
    'agents.utilisation': connected === 0 ? null : (100 * busy) / connected,
    'cost.micros': Math.max(0, ...step.cost.values()),
    tokens: step.tokens,
  };
}

/** The smallest value that at least this share of them doesn't exceed; null of nothing. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
