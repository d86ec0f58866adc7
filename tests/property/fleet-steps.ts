import fc from 'fast-check';
import { Lane } from '../../core/domain/fleet/tasks/task.ts';

const who = fc.nat(4);
const which = fc.nat(14);
const rarely = <One>(one: fc.Arbitrary<One>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one });
export const offers = [
  [{ kind: 'shell' as const }],
  [{ kind: 'shell' as const }, { kind: 'ollama' as const }],
  [{ kind: 'command' as const, profile: 'claude', model: null }],
  [{ kind: 'messages-api' as const, models: ['large'] }, { kind: 'shell' as const }],
];
export const capabilities = [[], ['docker'], ['docker', 'gpu']];

/** One thing that happens; indices pick among what there is, so that shrinking stays possible. */
export const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('join' as const), who, offer: fc.nat(3), can: fc.nat(2) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      can: fc.nat(2),
      isPrompt: fc.boolean(),
      lane: fc.constantFrom(...Lane.options),
      by: fc.constantFrom('Ada', 'Ben'),
      dependsOn: rarely(which),
      named: rarely(who),
      retries: fc.nat(2),
      deadline: rarely(fc.integer({ min: 1, max: 600_000 })),
      budget: rarely(fc.integer({ min: 1, max: 50 })),
      repository: rarely(fc.nat(1)),
      isSample: fc.boolean(),
      isLinked: fc.boolean(),
      isChecked: fc.boolean(),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      who,
      what: fc.constantFrom(
        'accept' as const,
        'accept' as const,
        'decline' as const,
        'progress' as const,
        'block' as const,
        'unblock' as const,
        'complete' as const,
        'complete' as const,
        'fail' as const,
        'verify' as const,
      ),
      used: fc.nat(20),
      isRetryable: fc.boolean(),
    }),
  },
  /** A message of some earlier attempt, late or a second time, perhaps from another agent. */
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('late' as const), ref: fc.nat(40), as: fc.option(who) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('return' as const), who, keeps: fc.boolean(), off: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('requeue' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rank' as const),
      which,
      before: fc.option(which),
      lane: fc.constantFrom(...Lane.options),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pause' as const), which: fc.nat(1), on: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('token' as const), which, isNew: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settings' as const),
      acceptSeconds: fc.integer({ min: 5, max: 600 }),
      retrySeconds: fc.nat(3600),
      maxReclaims: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sample' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('endpoint' as const), isHealthy: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(
        fc.nat(3000),
        fc.nat(10_000),
        fc.nat(70_000),
        rarely(fc.nat(900_000)).map((ms) => ms ?? 100),
      ),
      jump: rarely(fc.integer({ min: -3_600_000, max: 3_600_000 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
