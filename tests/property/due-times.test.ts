import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { AttemptRef, FleetCommand } from '../../core/domain/fleet/commands.ts';
import type { FleetStore } from '../../core/domain/fleet/ports.ts';
import { EndpointSpec } from '../../core/domain/fleet/routing.ts';
import { nextDue } from '../../core/domain/fleet/schedule/due-times.ts';
import { plan } from '../../core/domain/fleet/schedule/plan.ts';
import { defaultFleetSettings } from '../../core/domain/fleet/settings.ts';
import { sweep } from '../../core/domain/fleet/sweep.ts';
import type { Moment, Timekeeper } from '../../core/kernel/clock.ts';
import { ok } from '../../core/kernel/result.ts';
import { createFleetCore } from '../../main/engine/hub/fleet-core.ts';
import { emptyState } from '../support/fleet/empty-state.ts';
import {
  agentId,
  endpointId,
  facts,
  noTranscript,
  person,
  shellSpec,
  spent,
  taskId,
} from '../support/fleet/fleet-harness.ts';

/** What may pass between a time and what follows from it: the hub's tick, with room for the readings of its clock. */
const tickMs = 300;

const milliseconds = fc.oneof(fc.nat(20), fc.nat(3_000), fc.nat(70_000));
const who = fc.constantFrom('a', 'b');
const rarely = <One>(one: fc.Arbitrary<One>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one });
const submit = fc.record({
  do: fc.constant('submit' as const),
  isPrompt: fc.boolean(),
  retries: fc.nat(3),
  deadline: rarely(fc.integer({ min: 1, max: 100_000 })),
  minutes: rarely(fc.constantFrom(0.01, 0.5)),
});
const said = fc.constantFrom(
  'accept' as const,
  'accept' as const,
  'accept' as const,
  'fail' as const,
  'decline' as const,
);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: milliseconds }) },
  { weight: 2, arbitrary: submit },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), who, what: said }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('later' as const, 'later' as const, 'rest' as const),
      who,
      ms: milliseconds,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('join' as const, 'join' as const, 'leave' as const), who }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settings' as const),
      acceptSeconds: fc.integer({ min: 5, max: 60 }),
      fallbackSeconds: fc.nat(20),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const cellar = EndpointSpec.parse({
  name: 'cellar',
  kind: 'ollama',
  url: 'http://cellar',
  tiers: ['trivial', 'standard', 'complex'],
});
const models = [{ kind: 'shell' as const }, { kind: 'ollama' as const }];
const executors = {
  a: [...models, { kind: 'command' as const, profile: 'claude', model: null }],
  b: models,
};

/** A hub whose clock moves on with every reading, and whose store takes its time. */
async function slowHub(readingMs: number, storingMs: readonly number[]) {
  const state = emptyState({ ...defaultFleetSettings, stuckMinutes: 1, returnSeconds: 1 });
  let drift = 0;
  const timekeeper: Timekeeper = {
    moment() {
      drift += readingMs;
      return { wall: Date.now() + Math.floor(drift), steady: performance.now() + drift };
    },
  };
  let stored = 0;
  const store: FleetStore = {
    load: async () => ok(state),
    async append() {
      stored += 1;
      await new Promise((resolve) => setTimeout(resolve, storingMs[stored % storingMs.length]));
      return ok(null);
    },
    statusOf: async () => new Map(),
    deadLetter: async () => null,
    reportedEnd: async () => null,
    submission: async () => null,
  };
  const core = await createFleetCore({ store, timekeeper, log: { warn() {}, error() {} } });
  if (!core.ok) throw new Error(core.error.message);
  return { core: core.value, state, timekeeper };
}
type SlowHub = Awaited<ReturnType<typeof slowHub>>;

async function untilIdle({ core }: SlowHub): Promise<void> {
  const idle = core.idle().then(() => true);
  const later = async (): Promise<boolean> => {
    await vi.advanceTimersByTimeAsync(500);
    return false;
  };
  while (!(await Promise.race([idle, later()])));
}

/**
 * Whatever is due now is done a tick later, though nothing else happens; and until the next of the due times there is
 * nothing to do.
 */
async function nothingIsForgotten(hub: SlowHub): Promise<void> {
  const { state, timekeeper } = hub;
  const toDo = (at: Moment) => [...sweep(state, at), ...plan(state, at)];
  await untilIdle(hub);
  const due = timekeeper.moment();
  await vi.advanceTimersByTimeAsync(tickMs);
  expect(toDo(due)).toEqual([]);
  if (toDo(timekeeper.moment()).length > 0) return;
  const { wall, steady } = timekeeper.moment();
  const rest = (nextDue(state, { wall, steady }) ?? steady + 86_400_000) - steady - 1;
  expect(toDo({ wall: wall + Math.max(0, rest), steady: steady + Math.max(0, rest) })).toEqual([]);
}

async function carryOut(hub: SlowHub, one: Exclude<Step, { do: 'wait' }>, n: number): Promise<void> {
  const { core, state, timekeeper } = hub;
  const run = (command: FleetCommand): void => void core.run(command);
  const attemptOf = (name: string): AttemptRef | null => {
    const { id, taskId: held, generation } = state.agents.get(agentId(name)) ?? {};
    return id && held && generation ? { agentId: id, taskId: held, generation } : null;
  };
  switch (one.do) {
    case 'submit': {
      const { deadline, minutes, retries, isPrompt } = one;
      const spec = shellSpec({
        work: isPrompt ? { kind: 'prompt' } : { kind: 'shell', command: 'true' },
        retries,
        deadline: deadline === null ? null : timekeeper.moment().wall + deadline,
        budget: minutes === null ? null : { money: null, tokens: null, minutes },
      });
      const more = { clientKey: null, spec, sample: false, dependencies: new Map() };
      return run({ type: 'task.submit', by: person(), taskId: taskId(n), ...more });
    }
    case 'join':
      return run({
        type: 'agent.connect',
        agentId: agentId(one.who),
        facts: facts({ executors: executors[one.who] }),
        holding: [],
      });
    case 'leave':
      return run({ type: 'agent.disconnect', agentId: agentId(one.who), reason: 'closed' });
    case 'rest':
      return core.startCooldown(agentId(one.who), one.ms);
    case 'settings': {
      const { acceptSeconds, fallbackSeconds } = one;
      const settings = { ...state.settings, acceptSeconds, fallbackSeconds };
      return run({ type: 'settings.set', by: person(), settings });
    }
    case 'later': {
      const attempt = attemptOf(one.who);
      const wait = { model: null, waitMs: one.ms, reason: 'Slow down.' };
      if (attempt !== null) core.waitsForEndpoint(attempt, wait);
      return;
    }
    case 'say': {
      const attempt = attemptOf(one.who);
      if (attempt === null) return;
      if (one.what === 'accept') return run({ type: 'task.accept', ...attempt });
      if (one.what === 'decline') return run({ type: 'task.decline', ...attempt, reason: '' });
      const ending = { reason: 'failed', error: 'exit code 1', retryable: true } as const;
      return run({ type: 'task.fail', ...attempt, ...ending, spent: spent(null), transcript: noTranscript });
    }
    default:
  }
}

async function play(readingMs: number, storingMs: readonly number[], steps: readonly Step[]): Promise<void> {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'Date', 'performance'],
  });
  try {
    const hub = await slowHub(readingMs, storingMs);
    for (const name of ['a', 'b'] as const) {
      const id = agentId(name);
      void hub.core.run({ type: 'agent.add', by: person(), agentId: id, name, actorId: null, sample: false });
      await carryOut(hub, { do: 'join', who: name }, 0);
    }
    void hub.core.run({ type: 'endpoint.add', by: person(), endpointId: endpointId(0), spec: cellar });
    const found = { health: 'healthy', models: ['small'], note: '' } as const;
    void hub.core.run({ type: 'endpoint.check', endpointId: endpointId(0), ...found });
    await untilIdle(hub);
    for (const [n, one] of steps.entries()) {
      if (one.do === 'wait') await vi.advanceTimersByTimeAsync(one.ms);
      else await carryOut(hub, one, n);
      await nothingIsForgotten(hub);
    }
    await vi.advanceTimersByTimeAsync(70_000);
    await nothingIsForgotten(hub);
  } finally {
    vi.useRealTimers();
  }
}

test('whatever comes due while the hub reads its clock, decides and stores is done a tick later by itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 0.07, 1),
      fc.array(fc.oneof(fc.constant(0), milliseconds), { minLength: 1, maxLength: 5 }),
      fc.array(step, { maxLength: 40, size: 'max' }),
      play,
    ),
    { numRuns: 100 },
  );
});
