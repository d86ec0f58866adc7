import type { AgentState } from '../../../core/domain/fleet/agents/agent.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { Spent } from '../../../core/domain/fleet/money/money.ts';
import { type Lane, TaskSpec, type TaskSpecInput } from '../../../core/domain/fleet/tasks/task.ts';
import { AgentId, ItemId, ProposalId, TaskId, TrackerId } from '../../../core/kernel/ids.ts';

type State = AgentState;

export interface HistoryOptions {
  readonly seed: number;
  readonly agents: number;
  readonly tasks: number;
  /** Progress reports per attempt. */
  readonly progress?: number;
  readonly start?: number;
}

export const person = { kind: 'person', id: 'ac_ada', name: 'Ada' } as const;
const hub = { kind: 'hub', id: 'hub', name: 'Hub' } as const;

const THINGS = ['mast', 'keel', 'rudder', 'capstan', 'bilge pump', 'chart table', 'anchor chain', 'foresail'];
const DEEDS = ['Check', 'Mend', 'Measure', 'Replace', 'Paint', 'Describe', 'Weigh', 'Rig'];
const LANES: readonly Lane[] = ['urgent', 'high', 'normal', 'normal', 'normal', 'low'];

export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const pick = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

export const agentNamed = (n: number): AgentId => AgentId.parse(`ag_${String(n).padStart(4, '0')}`);
/** Scattered like random ids, and different for different numbers. */
export const taskNamed = (n: number): TaskId =>
  TaskId.parse(`ta_${(Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(36).padStart(7, '0')}`);
export const specOf = (input: TaskSpecInput): TaskSpec => TaskSpec.parse(input);

/** What one task goes through, from its submission to its end. */
function* lifeOf(
  n: number,
  agentId: AgentId,
  options: HistoryOptions,
  random: (below: number) => number,
  completed: ReadonlySet<TaskId>,
) {
  const taskId = taskNamed(n);
  const event = `${pick(DEEDS, random(8))} the ${pick(THINGS, random(8))}`;
  const link =
    random(5) === 0
      ? {
          trackerId: TrackerId.parse('tr_plan'),
          itemId: ItemId.parse(`it_${random(9)}`),
          statusWhenDone: 'Done',
        }
      : null;
  const dependsOn = n > 3 && random(6) === 0 ? [taskNamed(n - 1 - random(3))] : [];
  yield (at: number): FleetEvent => ({
    type: 'task.submitted',
    at,
    by: person,
    taskId,
    clientKey: random(4) === 0 ? `key-${n}` : null,
    spec: specOf({
      description: `${event} before the ship leaves.\nWrite down what was found and leave the deck clean.`,
      successCriteria: [`The ${pick(THINGS, random(8))} holds under load.`],
      verification: [{ type: 'command_succeeds', command: 'make check' }, { type: 'git_clean' }],
      capabilities: ['lang:c'],
      lane: pick(LANES, random(6)),
      dependsOn,
      budget:
        random(4) === 0 ? { money: { micros: 9_000_000, currency: 'USD' }, tokens: null, minutes: 90 } : null,
      link,
    }),
    complexity: {
      tier: 'standard',
      source: 'inferred',
      inferred: 'standard',
      confidence: 0.7,
      reasons: ['It names one file.', 'It is to be verified.'],
    },
    sample: n % 17 === 16,
    rank: n + 1,
    waitsFor: dependsOn.filter((id) => !completed.has(id)),
  });
  if (random(25) === 0) {
    yield (at: number): FleetEvent => ({
      type: 'task.ended',
      at,
      by: person,
      taskId,
      reason: 'cancelled',
      error: '',
      status: 'cancelled',
    });
    return;
  }
  const tries = random(6) === 0 ? 2 : 1;
  for (let generation = 1; generation <= tries; generation += 1) {
    const attempt = { taskId, generation, agentId };
    const moved =
      (from: State, to: State, reason: string) =>
      (at: number): FleetEvent => ({
        type: 'agent.moved',
        at,
        agentId,
        from,
        to,
        reason,
        taskId,
      });
    const spent = (step: number): Spent => ({
      cost: { micros: 1250 * step * (n % 7), currency: n % 5 === 0 ? 'EUR' : 'USD' },
      tokensIn: 900 * step,
      tokensOut: 210 * step,
    });
    yield (at: number): FleetEvent => ({
      type: 'task.assigned',
      at,
      ...attempt,
      decision: {
        because: ['It is free and can compile C.', 'Its host is the least busy.'],
        tier: 'standard',
        target: { kind: 'messages-api', model: pick(['small', 'large'], n) },
        candidates: options.agents,
        fallbackFrom: null,
        score: 0.5,
      },
    });
    yield moved('idle', 'assigned', 'assigned');
    yield (at: number): FleetEvent => ({ type: 'task.accepted', at, ...attempt });
    yield moved('assigned', 'working', 'accepted');
    const reports = options.progress ?? 4;
    for (let step = 1; step <= reports; step += 1) {
      yield (at: number): FleetEvent => ({
        type: 'task.progressed',
        at,
        ...attempt,
        percent: Math.round((100 * step) / (reports + 1)),
        note: `Step ${step}: ${event.toLowerCase()}`,
        spent: spent(step),
      });
    }
    if (random(8) === 0) {
      yield (at: number): FleetEvent => ({
        type: 'task.blocked',
        at,
        ...attempt,
        reason: 'Waits for the tide',
      });
      yield (at: number): FleetEvent => ({ type: 'task.unblocked', at, ...attempt });
    }
    const fails = generation < tries || random(12) === 0;
    yield (at: number): FleetEvent => ({
      type: 'task.verified',
      at,
      ...attempt,
      report: {
        run: 1,
        status: fails ? 'fail' : 'pass',
        startedAt: at - 900,
        durationMs: 880,
        checks: [
          {
            step: { type: 'command_succeeds', command: 'make check' },
            status: fails ? 'fail' : 'pass',
            durationMs: 640,
            tail: 'checking all\nok 1\nok 2\n',
          },
          { step: { type: 'git_clean' }, status: 'pass', durationMs: 240, tail: '' },
        ],
      },
    });
    yield (at: number): FleetEvent => ({
      type: 'task.transcript',
      at,
      ...attempt,
      lines: [
        { at, stream: 'stdout', text: 'checking all' },
        { at, stream: 'note', text: 'The pump runs dry now and then.' },
      ],
      cutLines: 3,
      cutBytes: 120,
    });
    if (fails) {
      const isLast = generation === tries;
      yield (at: number): FleetEvent => ({
        type: 'attempt.ended',
        at,
        ...attempt,
        by: hub,
        reason: isLast ? 'verification' : 'disconnected',
        error: 'A check failed.',
        spent: spent(reports),
        workedMs: 5000 + n,
        next: isLast ? 'dead-letter' : 'queued',
        notBefore: isLast ? null : at + 2000,
      });
    } else {
      yield (at: number): FleetEvent => ({
        type: 'task.completed',
        at,
        ...attempt,
        result: {
          summary: `${event}: done.`,
          model: 'large-2',
          branch: `work/${n}`,
          commit: null,
          pullRequest: null,
          verified: true,
        },
        spent: spent(reports),
        workedMs: 5000 + n,
      });
      if (link !== null) {
        yield (at: number): FleetEvent => ({
          type: 'proposal.made',
          at,
          proposalId: ProposalId.parse(`pr_${n}`),
          ...attempt,
          link,
        });
      }
    }
    yield moved('working', 'idle', 'done');
  }
}

/** A history of many tasks at once, as a hub would report it; the same for the same options. */
export function fleetHistory(options: HistoryOptions): FleetEvent[] {
  const random = seeded(options.seed);
  const events: FleetEvent[] = [];
  let now = options.start ?? Date.UTC(2026, 10, 20, 9, 0, 0);
  const tick = () => (now += 1 + random(40));
  for (let n = 0; n < options.agents; n += 1) {
    const agentId = agentNamed(n);
    const sample = n % 17 === 16;
    events.push({
      type: 'agent.added',
      at: tick(),
      by: person,
      agentId,
      name: `Agent ${n}`,
      actorId: null,
      sample,
    });
    events.push({
      type: 'agent.connected',
      at: tick(),
      agentId,
      facts: {
        host: `host-${n % 4}`,
        platform: 'linux',
        version: '0.1.0',
        capabilities: ['lang:c'],
        executors: [{ kind: 'shell' }],
      },
    });
    events.push({
      type: 'agent.moved',
      at: tick(),
      agentId,
      from: 'offline',
      to: 'idle',
      reason: 'connected',
      taskId: null,
    });
  }
  const completed = new Set<TaskId>();
  const idle = Array.from({ length: options.agents }, (_, n) => agentNamed(n));
  const running: { readonly agentId: AgentId; readonly life: ReturnType<typeof lifeOf> }[] = [];
  let started = 0;
  while (started < options.tasks || running.length > 0) {
    while (running.length < options.agents && started < options.tasks) {
      const agentId = idle.pop() ?? agentNamed(0);
      running.push({ agentId, life: lifeOf(started, agentId, options, random, completed) });
      started += 1;
    }
    const at = random(running.length);
    const step = running[at]?.life.next();
    if (step === undefined || step.done === true)
      idle.unshift(...running.splice(at, 1).map(({ agentId }) => agentId));
    else {
      const event = step.value(tick());
      if (event.type === 'task.completed') completed.add(event.taskId);
      events.push(event);
    }
  }
  return events;
}
