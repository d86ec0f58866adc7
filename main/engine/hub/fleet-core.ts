import { applyEvent } from '../../../core/domain/fleet/apply-event.ts';
import { beginWait } from '../../../core/domain/fleet/attempts/later-wait.ts';
import { heldIn } from '../../../core/domain/fleet/attempts/verdicts.ts';
import type { FleetCommand, Transcript } from '../../../core/domain/fleet/commands.ts';
import { decide } from '../../../core/domain/fleet/decide.ts';
import { eventRules, type FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { Fleet } from '../../../core/domain/fleet/fleet-view.ts';
import type { FleetStore, Scheduler } from '../../../core/domain/fleet/ports.ts';
import { nextDue } from '../../../core/domain/fleet/schedule/due-times.ts';
import { pauseTarget } from '../../../core/domain/fleet/schedule/pauses.ts';
import { plan } from '../../../core/domain/fleet/schedule/plan.ts';
import type { FleetState } from '../../../core/domain/fleet/state.ts';
import { sweep } from '../../../core/domain/fleet/sweep.ts';
import type { Moment, Timekeeper } from '../../../core/kernel/clock.ts';
import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Log } from '../../../node/log/log.ts';
import { carryOverTransients } from './carry-over-transients.ts';

export interface FleetCoreOptions {
  readonly store: FleetStore;
  readonly timekeeper: Timekeeper;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly scheduler?: Scheduler;
  /** What an attempt printed so far, for attempts that end without telling it themselves. */
  readonly transcriptOf?: (taskId: TaskId, generation: number) => Transcript | null;
}

/** The only place where the fleet changes: every command of an agent, a tool or a person passes here, in order. */
export interface FleetCore extends Fleet {
  /** Resolves when nothing waits to be decided or written. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

interface Pending {
  readonly command: FleetCommand;
  readonly deliveryId: string | undefined;
  readonly answer: (result: Result<readonly FleetEvent[]>) => void;
}

/** Commands decided in one transaction at most: bounds how long a flood can hold everybody else up. */
const batchSize = 256;
/** The longest time between two checks of the timeouts. */
const maxPause = 250;
/** After a failed write (a full disk), timeouts are tried again after this long. */
const storePause = 2_000;

const closed: Result<never> = fail(
  'hub.closed',
  'The hub is stopping. Nothing was changed; try again when it is back.',
  {},
  true,
);

const failed = fail('hub.failed', 'The hub failed at this. Nothing was changed; the log has the details.');

const planner: Scheduler = { plan };

/** Opens the fleet as its store has it; agents that were connected count as away since the hub was. */
export async function createFleetCore(options: FleetCoreOptions): Promise<Result<FleetCore>> {
  const { store, timekeeper, log, scheduler = planner, transcriptOf } = options;
  const loaded = await store.load(timekeeper.moment());
  if (!loaded.ok) return loaded;
  let state = loaded.value;
  awaitReturns(state, timekeeper.moment());

  const listeners = new Set<(events: readonly FleetEvent[]) => void>();
  const heartListeners = new Set<(agentId: AgentId) => void>();
  const resetListeners = new Set<() => void>();
  let waiting: Pending[] = [];
  let writing: Promise<void> | null = null;
  let planned = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isClosed = false;
  let complained: string | null = null;
  /** When it was last decided: what came due since then is still to come. */
  let decidedAt = timekeeper.moment();
  /** Set while `state` may hold what the store refused: nothing is decided on it before it was loaded again. */
  let unsure: Failure | null = null;

  /** Decides everything that waits, then what is due, then who gets what; all of it becomes one transaction. */
  const decideBatch = (batch: readonly Pending[], at: Moment) => {
    const events: FleetEvent[] = [];
    const apply = (more: readonly FleetEvent[]): void => {
      for (const event of more) {
        applyEvent(state, event, at);
        events.push(event);
        if (event.type !== 'attempt.ended' || hasTranscript(more, event)) continue;
        const transcript = transcriptOf?.(event.taskId, event.generation) ?? null;
        if (transcript === null || transcript.lines.length === 0) continue;
        const { taskId, generation, agentId } = event;
        const { lines, ...cut } = transcript;
        events.push({
          type: 'task.transcript',
          at: event.at,
          taskId,
          generation,
          agentId,
          lines: [...lines],
          ...cut,
        });
      }
    };
    const answers = batch.map(({ command }) => {
      const decided = decide(state, command, at);
      if (decided.ok) apply(decided.value);
      return decided;
    });
    apply(sweep(state, at));
    apply(scheduler.plan(state, at));
    return { events, answers };
  };

  const flush = async (): Promise<void> => {
    const batch = waiting.slice(0, batchSize);
    waiting = waiting.slice(batchSize);
    if (unsure !== null) await loadAgain();
    if (unsure !== null) {
      for (const pending of batch) pending.answer({ ok: false, error: unsure });
      return;
    }
    const at = timekeeper.moment();
    let decided: ReturnType<typeof decideBatch>;
    try {
      decided = decideBatch(batch, at);
    } catch (bug) {
      log.error('The hub failed at a batch of commands; none of them was carried out.', bug);
      await reload(failed.error);
      for (const pending of batch) pending.answer(failed);
      return;
    }
    const { events, answers } = decided;
    const stored = events.length === 0 ? ok(null) : await append(events, carriedOut(batch, answers));
    if (!stored.ok) {
      await reload(stored.error);
      for (const pending of batch) pending.answer(stored);
      return;
    }
    complained = null;
    decidedAt = at;
    for (const [index, pending] of batch.entries()) pending.answer(answers[index] ?? closed);
    if (events.length > 0) for (const listener of listeners) listener(events);
  };

  const append = async (
    events: readonly FleetEvent[],
    delivered: readonly string[],
  ): Promise<Result<null>> => {
    try {
      return await store.append(
        events,
        events.some(({ type }) => eventRules[type].durability === 'full') ? 'full' : 'normal',
        delivered,
      );
    } catch (bug) {
      log.error('The store of the hub failed; nothing of the batch was kept.', bug);
      return failed;
    }
  };

  /** Nothing of the batch happened. The store has the current state; what is never stored is kept. */
  const reload = async (why: Failure): Promise<void> => {
    if (complained !== why.code) log.warn(why.message, why.facts);
    complained = why.code;
    unsure = why;
    await loadAgain();
  };

  const loadAgain = async (): Promise<void> => {
    arm(storePause);
    try {
      const again = await store.load(timekeeper.moment());
      if (!again.ok) return;
      carryOverTransients(state, again.value);
      state = again.value;
      unsure = null;
      for (const listener of resetListeners) listener();
    } catch (bug) {
      log.error('The store of the hub can’t be read; the hub tries again.', bug);
    }
  };

  const drain = async (): Promise<void> => {
    do {
      planned = false;
      await flush();
    } while (waiting.length > 0);
  };

  /** Drains the queue, one transaction after another; commands that arrive meanwhile go into the next. */
  const work = (): void => {
    if (writing !== null || planned) return;
    planned = true;
    // Not at once: what arrives in this turn of the loop belongs into one transaction.
    setImmediate(() => {
      writing = drain()
        .catch((bug: unknown) => log.error('The hub failed after a batch of commands.', bug))
        .finally(() => {
          writing = null;
          planned = false;
          if (waiting.length > 0) work();
          else if (complained === null) armForNext();
        });
    });
  };

  const armForNext = (): void => {
    const due = nextDue(state, decidedAt);
    if (due !== null) arm(Math.min(maxPause, Math.max(5, due - timekeeper.moment().steady)));
  };

  /** For a time that no event brings. While it works, or waits for its store, the next turn sees it anyway. */
  const armAgain = (): void => {
    if (!isBusy() && complained === null) armForNext();
  };

  const arm = (milliseconds: number): void => {
    if (timer !== null) clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(work, milliseconds);
    timer.unref();
  };

  const isBusy = (): boolean => writing !== null || planned || waiting.length > 0;

  const core: FleetCore = {
    get now() {
      return state;
    },
    statusOf: (taskIds) => store.statusOf(taskIds),
    run(command, deliveryId) {
      if (isClosed) return Promise.resolve(closed);
      return new Promise((answer) => {
        waiting.push({ command, deliveryId, answer });
        work();
      });
    },
    heartbeat(agentId, resources) {
      const agent = state.agents.get(agentId);
      if (agent === undefined) return;
      const at = timekeeper.moment();
      agent.heartbeatAt = at.wall;
      agent.heartbeatSteady = at.steady;
      if (resources !== null) {
        agent.resources = resources;
        agent.resourcesAt = at.wall;
      }
      for (const listener of heartListeners) listener(agentId);
    },
    endpointProbed(endpointId) {
      const endpoint = state.endpoints.get(endpointId);
      if (endpoint !== undefined) endpoint.probedAt = timekeeper.moment().wall;
    },
    startCooldown(agentId, milliseconds) {
      const agent = state.agents.get(agentId);
      if (agent === undefined) return;
      agent.cooldownUntilSteady = timekeeper.moment().steady + milliseconds;
      armAgain();
    },
    heard(attempt) {
      const task = heldIn(state, attempt);
      if (task !== null) task.heardSteady = timekeeper.moment().steady;
    },
    waitsForEndpoint(attempt, { model, waitMs, reason }) {
      const task = heldIn(state, attempt);
      if (task === null || task.target === null) return;
      const at = timekeeper.moment();
      beginWait(task, waitMs, at);
      pauseTarget(state, task.target, { allModels: model === null, waitMs, reason }, at);
      armAgain();
    },
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onHeartbeat(listener) {
      heartListeners.add(listener);
      return () => heartListeners.delete(listener);
    },
    onReset(listener) {
      resetListeners.add(listener);
      return () => resetListeners.delete(listener);
    },
    async idle() {
      while (isBusy()) await (writing ?? new Promise((resolve) => setImmediate(resolve)));
    },
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await core.idle();
      listeners.clear();
      heartListeners.clear();
      resetListeners.clear();
    },
  };

  const left = [...state.agents.values()].filter((agent) => agent.connected);
  for (const agent of left) {
    const reported = await core.run({ type: 'agent.disconnect', agentId: agent.id, reason: 'hub-restarted' });
    if (!reported.ok) return reported;
  }
  work();
  return ok(core);
}

/** The deliveries whose commands were not refused. */
function carriedOut(batch: readonly Pending[], answers: readonly Result<unknown>[]): string[] {
  return batch.flatMap(({ deliveryId }, index) => {
    const answer = answers[index] ?? closed;
    return deliveryId !== undefined && answer.ok ? [deliveryId] : [];
  });
}

/** Whether the attempt's end came with its own transcript. */
function hasTranscript(
  events: readonly FleetEvent[],
  end: FleetEvent & { readonly type: 'attempt.ended' },
): boolean {
  return events.some(
    (event) =>
      event.type === 'task.transcript' && event.taskId === end.taskId && event.generation === end.generation,
  );
}

/** A task whose agent is not here waits for it as long as after a restart: the hub was away, not the agent. */
function awaitReturns(state: FleetState, at: Moment): void {
  for (const task of state.tasks.values()) {
    if (task.agentId === null || state.agents.get(task.agentId)?.connected === true) continue;
    task.returnBySteady ??= at.steady + state.settings.restartReturnSeconds * 1000;
  }
}
