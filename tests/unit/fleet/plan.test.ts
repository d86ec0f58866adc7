import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { plan } from '../../../core/domain/fleet/schedule/plan.ts';
import { whyWaiting } from '../../../core/domain/fleet/schedule/why-waiting.ts';
import type { TaskSpecInput } from '../../../core/domain/fleet/tasks/task.ts';
import {
  agentId,
  createFleetHarness,
  endpointId,
  type FleetHarness,
  facts,
  person,
  repositoryId,
  shellSpec,
  taskId,
} from '../../support/fleet/fleet-harness.ts';

const by = person();
const prompt = { work: { kind: 'prompt' } } as const;

const assignments = (bench: FleetHarness): readonly string[] =>
  plan(bench.state, bench.at).flatMap((event) =>
    event.type === 'task.assigned' ? [`${event.taskId.slice(3)}>${event.agentId.slice(3)}`] : [],
  );

function decisionOf(bench: FleetHarness, n: number | string) {
  const found = plan(bench.state, bench.at).find(
    (event) => event.type === 'task.assigned' && event.taskId === taskId(n),
  );
  return found?.type === 'task.assigned' ? found.decision : null;
}

function addEndpoint(bench: FleetHarness, n: string, spec: Partial<EndpointSpec> = {}): void {
  const full = EndpointSpec.parse({
    name: n,
    kind: 'ollama',
    url: `http://${n}`,
    tiers: ['trivial', 'standard'],
    ...spec,
  });
  bench.run({ type: 'endpoint.add', by, endpointId: endpointId(n), spec: full });
  bench.run({
    type: 'endpoint.check',
    endpointId: endpointId(n),
    health: 'healthy',
    models: [`${n}-model`],
    note: '',
  });
}

function report(bench: FleetHarness, n: string, cpuPercent: number): void {
  Object.assign(bench.agent(n), {
    resources: {
      cpuPercent,
      cores: 4,
      ramUsedBytes: 0,
      ramTotalBytes: 32 * 1024 ** 3,
      vramUsedBytes: null,
      vramTotalBytes: null,
    },
    resourcesAt: bench.at.wall,
    heartbeatAt: bench.at.wall,
    heartbeatSteady: bench.at.steady,
  });
}

describe('the order of tasks', () => {
  test('is by lane, then by rank', () => {
    const bench = createFleetHarness();
    for (const [n, lane] of [
      [1, 'low'],
      [2, 'normal'],
      [3, 'urgent'],
      [4, 'urgent'],
    ] as const)
      bench.submit(n, { lane });
    for (const n of ['a', 'b', 'c']) bench.addAgent(n);
    expect(assignments(bench)).toEqual(['3>a', '4>b', '2>c']);
  });

  test('takes turns between submitters, however much one of them asks for', () => {
    const bench = createFleetHarness();
    for (let n = 0; n < 50; n += 1) bench.submit(`a${n}`, {}, person('Ada'));
    bench.submit('b0', {}, person('Ben'));
    bench.submit('b1', {}, person('Ben'));
    for (const n of ['1', '2', '3', '4']) bench.addAgent(n);
    expect(assignments(bench)).toEqual(['a0>1', 'b0>2', 'a1>3', 'b1>4']);
  });

  test('remembers for a while who was served, and forgets', () => {
    const bench = createFleetHarness();
    bench.addAgent('x');
    for (const n of [1, 2, 3]) bench.submit(`b${n}`, {}, person('Ben'));
    for (const n of [1, 2]) {
      bench.plan();
      bench.accept(`b${n}`);
      bench.complete(`b${n}`);
    }
    bench.submit('c', {}, person('Cy'));
    expect(assignments(bench)).toEqual(['c>x']);
    bench.pass(3_600_000);
    expect(assignments(bench)).toEqual(['b3>x']);
  });

  test('starves nobody of a lane while tasks of other submitters keep coming', () => {
    const others = ['Ada', 'Ben', 'Cy'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...others), { minLength: 4, maxLength: 20 }), (names) => {
        const bench = createFleetHarness();
        bench.addAgent('x');
        for (const [n, name] of others.entries()) bench.submit(`first${n}`, {}, person(name));
        bench.submit('mine', {}, person('Zoe'));
        for (const [n, name] of names.entries()) {
          bench.submit(n, {}, person(name));
          const [given] = bench.plan();
          if (given?.type !== 'task.assigned') throw new Error('nothing was planned');
          bench.accept(given.taskId.slice(3));
          bench.complete(given.taskId.slice(3));
          bench.pass(500);
        }
        // There are four submitters: her turn comes within the first four.
        expect(bench.finals.get(taskId('mine'))?.status).toBe('completed');
      }),
      { numRuns: 50 },
    );
  });

  test('serves repositories by their order; a paused one waits, and tasks without one follow the first', () => {
    const bench = createFleetHarness();
    for (const n of ['a', 'b'])
      bench.run({ type: 'repository.add', by, repositoryId: repositoryId(n), name: n, url: `file:///${n}` });
    bench.submit(1, { repositoryId: repositoryId('b') });
    bench.submit(2, { repositoryId: repositoryId('a') });
    bench.submit(3);
    bench.addAgent('x');
    expect(assignments(bench)).toEqual(['2>x']);
    bench.run({ type: 'repository.pause', by, repositoryId: repositoryId('a'), paused: true });
    expect(assignments(bench)).toEqual(['1>x']);
    bench.run({ type: 'repository.pause', by, repositoryId: repositoryId('b'), paused: true });
    expect(assignments(bench)).toEqual([]);
  });

  test('passes over what nobody free can take', () => {
    const bench = createFleetHarness();
    bench.submit(1, { capabilities: ['gpu'], lane: 'urgent' });
    bench.submit(2);
    bench.addAgent('x');
    expect(assignments(bench)).toEqual(['2>x']);
  });
});

describe('the choice of an agent', () => {
  test('leaves the work of the sample fleet to its own agents', () => {
    const bench = createFleetHarness();
    bench.addAgent('real');
    const spec = shellSpec();
    const id = taskId('s');
    const asked = { by, taskId: id, clientKey: null, spec, sample: true, dependencies: new Map() };
    bench.run({ type: 'task.submit', ...asked });
    expect(assignments(bench)).toEqual([]);
    expect(whyWaiting(bench.state, bench.task('s'), bench.at)).toMatchObject([{ code: 'no-agent' }]);
    const sample = { agentId: agentId('ours'), name: 'ours', actorId: null, sample: true };
    bench.run({ type: 'agent.add', by, ...sample });
    bench.run({ type: 'agent.connect', agentId: sample.agentId, facts: facts(), holding: [] });
    expect(assignments(bench)).toEqual(['s>ours']);
  });

  test('is by all capabilities, or by name', () => {
    const bench = createFleetHarness();
    bench.addAgent('a', { capabilities: ['docker'] });
    bench.addAgent('b', { capabilities: ['docker', 'gpu'] });
    bench.submit(1, { capabilities: ['docker', 'gpu'] });
    expect(assignments(bench)).toEqual(['1>b']);
    bench.run({ type: 'task.cancel', by, taskId: taskId(1), status: null });
    bench.submit(2, { agentId: agentId('b') });
    expect(assignments(bench)).toEqual(['2>b']);
  });

  test('is the one that keeps the finished work, even when it was a dead letter meanwhile', () => {
    const bench = createFleetHarness({ retrySeconds: 1 });
    for (const n of ['a', 'b']) bench.addAgent(n);
    bench.submit(1, { retries: 1 });
    bench.plan();
    const { agentId: keeper } = bench.ref(1);
    const other = keeper === agentId('a') ? 'b' : 'a';
    report(bench, other, 0);
    bench.accept(1);
    bench.fail(1, { reason: 'undelivered' });
    bench.pass(1000);
    bench.submit(2, { agentId: keeper, lane: 'urgent' });
    expect(assignments(bench)).toEqual([`2>${keeper.slice(3)}`]);
    expect(whyWaiting(bench.state, bench.task(1), bench.at)).toMatchObject([{ code: 'next' }]);
    bench.plan();
    expect(whyWaiting(bench.state, bench.task(1), bench.at)).toMatchObject([{ code: 'agents-busy' }]);
    bench.run({ type: 'task.cancel', by, taskId: taskId(2), status: null });
    expect(decisionOf(bench, 1)?.because).toEqual([expect.stringContaining('keeps the finished work')]);
    bench.plan();
    bench.accept(1);
    bench.fail(1, { reason: 'undelivered' });
    const found = bench.finals.get(taskId(1))?.last ?? null;
    bench.run({ type: 'task.requeue', by, taskId: taskId(1), found, status: 'dead-letter' });
    expect(assignments(bench)).toEqual([`1>${keeper.slice(3)}`]);
    bench.run({ type: 'agent.disconnect', agentId: keeper, reason: 'closed' });
    expect(assignments(bench)).toEqual([`1>${other}`]);
  });

  test('is any that fits once the one that keeps the finished work failed with it, or runs its kind no more', () => {
    const bench = createFleetHarness({ retrySeconds: 1 });
    for (const n of ['a', 'b']) bench.addAgent(n);
    bench.submit(1, { retries: 5 });
    const [keeper, other] = assignments(bench)[0] === '1>a' ? ['a', 'b'] : ['b', 'a'];
    const end = (reason: 'undelivered' | 'failed'): void => {
      bench.plan();
      bench.accept(1);
      bench.fail(1, { reason });
      bench.pass(60_000);
    };
    end('undelivered');
    expect(assignments(bench)).toEqual([`1>${keeper}`]);
    end('failed');
    expect(assignments(bench)).toEqual([`1>${other}`]);
    end('undelivered');
    expect(assignments(bench)).toEqual([`1>${other}`]);
    Object.assign(bench.agent(other), { facts: facts({ executors: [{ kind: 'ollama' }] }) });
    expect(assignments(bench)).toEqual([`1>${keeper}`]);
  });

  test('prefers the freer machine, then the longest idle', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.addAgent('b');
    bench.submit(1);
    report(bench, 'a', 90);
    report(bench, 'b', 10);
    expect(assignments(bench)).toEqual(['1>b']);
    // Old reports say nothing about now.
    bench.pass(90_001);
    expect(assignments(bench)).toEqual(['1>a']);
    bench.agent('a').lastAssignedSteady = bench.at.steady;
    expect(assignments(bench)).toEqual(['1>b']);
  });

  test('leaves out those that rest, are away or run no shell', () => {
    const bench = createFleetHarness();
    bench.addAgent('a').cooldownUntilSteady = bench.at.steady + 1000;
    bench.addAgent('b', { executors: [{ kind: 'ollama' }] });
    bench.addAgent('c');
    bench.run({ type: 'agent.disconnect', agentId: agentId('c'), reason: 'closed' });
    bench.submit(1);
    expect(assignments(bench)).toEqual([]);
    bench.pass(1000);
    expect(assignments(bench)).toEqual(['1>a']);
  });
});

describe('the choice of a target', () => {
  const both = {
    executors: [{ kind: 'ollama' }, { kind: 'command', profile: 'claude', model: null }],
  } as const;

  function fleet(spec: Partial<TaskSpecInput> = {}) {
    const bench = createFleetHarness();
    bench.addAgent('a', { executors: [...both.executors] });
    bench.submit(1, { ...prompt, ...spec });
    return bench;
  }

  test('follows the chain of the tier over what is set up', () => {
    const bench = fleet({ tier: 'trivial' });
    // No endpoint is registered: there is nothing to wait for.
    expect(decisionOf(bench, 1)).toMatchObject({ target: { kind: 'command' }, fallbackFrom: null });
    addEndpoint(bench, 'cellar');
    expect(decisionOf(bench, 1)?.target).toMatchObject({ kind: 'ollama', model: 'cellar-model' });
    bench.submit(2, { ...prompt, tier: 'complex', lane: 'urgent' });
    expect(decisionOf(bench, 2)?.target).toEqual({ kind: 'command', profile: 'claude', model: null });
  });

  test('falls back to the next kind once the first had nothing for long enough, and says so', () => {
    const bench = fleet({ tier: 'standard' });
    addEndpoint(bench, 'cellar');
    bench.run({
      type: 'endpoint.check',
      endpointId: endpointId('cellar'),
      health: 'unhealthy',
      models: [],
      note: 'down',
    });
    expect(assignments(bench)).toEqual([]);
    bench.pass(5000);
    const decision = decisionOf(bench, 1);
    expect(decision).toMatchObject({ target: { kind: 'command' }, fallbackFrom: 'ollama', tier: 'standard' });
    expect(decision?.because.join(' ')).toContain('Nothing was free for ollama within 5 s.');
  });

  test('takes the endpoint of the tier with a wanted model and the least to do', () => {
    const bench = fleet({ tier: 'trivial' });
    addEndpoint(bench, 'large', { tiers: ['complex'] });
    addEndpoint(bench, 'other', { models: ['not-there'] });
    addEndpoint(bench, 'one');
    addEndpoint(bench, 'two');
    expect(decisionOf(bench, 1)?.target).toMatchObject({ endpointId: endpointId('one') });
    bench.plan();
    expect(bench.state.endpoints.get(endpointId('one'))?.load).toBe(1);
    bench.addAgent('b', { executors: [...both.executors] });
    bench.submit(2, { ...prompt, tier: 'trivial' });
    expect(decisionOf(bench, 2)?.target).toMatchObject({ endpointId: endpointId('two') });
    bench.accept(1);
    bench.complete(1);
    expect(bench.state.endpoints.get(endpointId('one'))?.load).toBe(0);
  });

  test('spreads the tasks of one plan over the endpoints', () => {
    const bench = fleet({ tier: 'trivial' });
    addEndpoint(bench, 'one');
    addEndpoint(bench, 'two');
    bench.addAgent('b', { executors: [...both.executors] });
    bench.submit(2, { ...prompt, tier: 'trivial' });
    bench.plan();
    expect([...bench.state.endpoints.values()].map(({ load }) => load)).toEqual([1, 1]);
  });

  test('weighs the load of the host an endpoint runs on', () => {
    const bench = fleet({ tier: 'trivial' });
    addEndpoint(bench, 'one', { host: 'busy' });
    addEndpoint(bench, 'two', { host: 'free' });
    bench.addAgent('b', { host: 'busy' });
    bench.addAgent('c', { host: 'free' });
    report(bench, 'b', 95);
    report(bench, 'c', 5);
    expect(decisionOf(bench, 1)?.target).toMatchObject({ endpointId: endpointId('two') });
  });
});

test('the same state and moment give the same plan, and every decision says why', () => {
  const bench = createFleetHarness();
  for (let n = 0; n < 20; n += 1) bench.submit(n);
  for (let n = 0; n < 10; n += 1) bench.addAgent(n);
  const first = plan(bench.state, bench.at);
  expect(plan(bench.state, bench.at)).toEqual(first);
  for (const event of first.filter(({ type }) => type === 'task.assigned'))
    expect(event).toMatchObject({ decision: { because: [expect.stringMatching(/\.$/)] } });
});

test('an idle agent that fits, and nothing in the way, is exactly when a shell task is given away', () => {
  const names = ['docker', 'gpu', 'x86'];
  const can = fc.subarray(names);
  const agent = fc.record({ can, isHere: fc.boolean(), rests: fc.boolean(), hasShell: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(agent, { maxLength: 6 }),
      can,
      fc.option(fc.nat(6)),
      fc.boolean(),
      (agents, wanted, named, paused) => {
        const bench = createFleetHarness();
        bench.run({
          type: 'repository.add',
          by,
          repositoryId: repositoryId('r'),
          name: 'r',
          url: 'file:///r',
        });
        bench.run({ type: 'repository.pause', by, repositoryId: repositoryId('r'), paused });
        for (const [n, one] of agents.entries()) {
          const executors = one.hasShell ? [{ kind: 'shell' as const }] : [];
          bench.addAgent(n, { capabilities: one.can, executors });
          if (one.rests) bench.agent(n).cooldownUntilSteady = bench.at.steady + 1;
          if (!one.isHere) bench.run({ type: 'agent.disconnect', agentId: agentId(n), reason: 'closed' });
        }
        const wants = named !== null && named < agents.length ? named : null;
        bench.submit(1, { capabilities: wanted, agentId: wants === null ? null : agentId(wants) });
        const suits = agents.some(
          (one, n) =>
            one.isHere &&
            !one.rests &&
            one.hasShell &&
            wanted.every((name) => one.can.includes(name)) &&
            (wants ?? n) === n,
        );
        expect(assignments(bench).length).toBe(suits && !paused ? 1 : 0);
      },
    ),
  );
});
