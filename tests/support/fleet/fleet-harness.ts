import type { AgentFacts } from '../../../core/domain/fleet/agents/agent.ts';
import { applyEvent } from '../../../core/domain/fleet/apply-event.ts';
import type { AttemptRef, FleetCommand, FleetCommandOf } from '../../../core/domain/fleet/commands.ts';
import { decide } from '../../../core/domain/fleet/decide.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { Initiator } from '../../../core/domain/fleet/initiators.ts';
import { nothingSpent, type Spent } from '../../../core/domain/fleet/money/money.ts';
import { plan } from '../../../core/domain/fleet/schedule/plan.ts';
import { defaultFleetSettings, type FleetSettings } from '../../../core/domain/fleet/settings.ts';
import type { Agent, FleetState, OpenTask } from '../../../core/domain/fleet/state.ts';
import { sweep } from '../../../core/domain/fleet/sweep.ts';
import { TaskSpec, type TaskSpecInput, type TaskStatus } from '../../../core/domain/fleet/tasks/task.ts';
import type { AttemptResult } from '../../../core/domain/fleet/tasks/verification.ts';
import type { Moment } from '../../../core/kernel/clock.ts';
import { AgentId, EndpointId, RepositoryId, TaskId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { emptyState } from './empty-state.ts';

export const person = (name = 'Ada'): Initiator => ({ kind: 'person', id: name.toLowerCase(), name });
export const taskId = (n: number | string): TaskId => TaskId.parse(`ta_${n}`);
export const agentId = (n: number | string): AgentId => AgentId.parse(`ag_${n}`);
export const endpointId = (n: number | string): EndpointId => EndpointId.parse(`en_${n}`);
export const repositoryId = (n: number | string): RepositoryId => RepositoryId.parse(`re_${n}`);

export const shellSpec = (spec: Partial<TaskSpecInput> = {}): TaskSpec =>
  TaskSpec.parse({ description: 'Count the lines', work: { kind: 'shell', command: 'wc -l *' }, ...spec });

export const facts = (facts: Partial<AgentFacts> = {}): AgentFacts => ({
  host: 'harbour',
  platform: 'linux',
  version: '1.0.0',
  capabilities: [],
  executors: [{ kind: 'shell' }],
  ...facts,
});

export const spent = (micros: number | null, tokens = 0, currency = 'USD'): Spent => ({
  cost: micros === null ? null : { micros, currency },
  tokensIn: tokens,
  tokensOut: 0,
});

export const result = (verified: boolean | null = null): AttemptResult => ({
  summary: 'done',
  model: null,
  branch: null,
  commit: null,
  pullRequest: null,
  verified,
});

export const noTranscript = { lines: [], cutLines: 0, cutBytes: 0 };

/** The rules without a hub around them: commands in, events out, time moved by hand. */
export function createFleetHarness(settings: Partial<FleetSettings> = {}) {
  let state: FleetState = emptyState({ ...defaultFleetSettings, ...settings });
  const at: { wall: number; steady: number } = { wall: 1_800_000_000_000, steady: 5_000 };
  const log: FleetEvent[] = [];
  const finals = new Map<TaskId, { status: TaskStatus; last: OpenTask }>();

  const apply = (events: readonly FleetEvent[]): readonly FleetEvent[] => {
    for (const event of events) {
      if ('taskId' in event && event.taskId !== null) remember(event);
      if (event.type === 'sample.removed')
        for (const [id, { last }] of finals) if (last.sample) finals.delete(id);
      applyEvent(state, event, at);
      log.push(event);
    }
    return events;
  };

  /** Final tasks as the store would know them. */
  const remember = (event: FleetEvent): void => {
    const status =
      event.type === 'task.completed'
        ? 'completed'
        : event.type === 'task.ended'
          ? event.status
          : event.type === 'attempt.ended' && event.next !== 'queued'
            ? event.next
            : null;
    if (event.type === 'task.requeued') finals.delete(event.taskId);
    if (status === null || !('taskId' in event) || event.taskId === null) return;
    // A dead letter that is given up is open no more.
    const last = state.tasks.get(event.taskId) ?? finals.get(event.taskId)?.last;
    if (last !== undefined) finals.set(event.taskId, { status, last: { ...last } });
  };

  const tryRun = (command: FleetCommand): Result<readonly FleetEvent[]> => {
    const decided = decide(state, command, at);
    if (decided.ok) apply(decided.value);
    return decided;
  };

  const run = (command: FleetCommand): readonly FleetEvent[] => {
    const decided = tryRun(command);
    if (!decided.ok) throw new Error(`${decided.error.code}: ${decided.error.message}`);
    return decided.value;
  };

  const bench = {
    at,
    log,
    finals,
    get state() {
      return state;
    },
    apply,
    tryRun,
    run,
    /** The code it is refused with; throws when it is not. */
    refusal(command: FleetCommand): string {
      const decided = tryRun(command);
      if (decided.ok) throw new Error('was not refused');
      return decided.error.code;
    },
    replace(next: FleetState): void {
      state = next;
    },
    pass(ms: number, wallToo = true): void {
      at.steady += ms;
      if (wallToo) at.wall += ms;
    },
    sweep: () => apply(sweep(state, at)),
    plan: () => apply(plan(state, at)),
    addAgent(n: number | string, given: Partial<AgentFacts> = {}): Agent {
      const id = agentId(n);
      run({ type: 'agent.add', by: person(), agentId: id, name: `agent ${n}`, actorId: null, sample: false });
      run({ type: 'agent.connect', agentId: id, facts: facts(given), holding: [] });
      return bench.agent(n);
    },
    submit(n: number | string, spec: Partial<TaskSpecInput> = {}, by: Initiator = person()): OpenTask {
      const parsed = shellSpec(spec);
      const dependencies = new Map(
        parsed.dependsOn.map((id) => [id, state.tasks.get(id)?.status ?? finals.get(id)?.status ?? null]),
      );
      run({
        type: 'task.submit',
        by,
        taskId: taskId(n),
        clientKey: null,
        spec: parsed,
        sample: false,
        dependencies,
      });
      return bench.task(n);
    },
    task(n: number | string): OpenTask {
      const task = state.tasks.get(taskId(n));
      if (task === undefined) throw new Error(`no open task ${n}`);
      return task;
    },
    agent(n: number | string): Agent {
      const agent = state.agents.get(agentId(n));
      if (agent === undefined) throw new Error(`no agent ${n}`);
      return agent;
    },
    /** The running attempt of a task. */
    ref(n: number | string): AttemptRef {
      const task = bench.task(n);
      if (task.agentId === null) throw new Error(`nobody holds task ${n}`);
      return { agentId: task.agentId, taskId: task.id, generation: task.generation };
    },
    accept: (n: number | string) => run({ type: 'task.accept', ...bench.ref(n) }),
    complete: (n: number | string, verified: boolean | null = null) =>
      run({
        type: 'task.complete',
        ...bench.ref(n),
        result: result(verified),
        spent: nothingSpent,
        transcript: noTranscript,
      }),
    fail: (
      n: number | string,
      more: { reason?: FleetCommandOf<'task.fail'>['reason']; retryable?: boolean; spent?: Spent } = {},
    ) =>
      run({
        type: 'task.fail',
        ...bench.ref(n),
        reason: more.reason ?? 'failed',
        error: 'exit code 1',
        retryable: more.retryable ?? true,
        spent: more.spent ?? nothingSpent,
        transcript: noTranscript,
      }),
    moment: (): Moment => ({ ...at }),
  };
  return bench;
}

export type FleetHarness = ReturnType<typeof createFleetHarness>;
export const typesOf = (events: readonly FleetEvent[]): readonly string[] => events.map(({ type }) => type);
