import { describe, expect, test } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { byRank } from '../../../core/domain/fleet/tasks/ranks.ts';
import { TokenId } from '../../../core/kernel/ids.ts';
import {
  agentId,
  createFleetHarness,
  endpointId,
  facts,
  person,
  repositoryId,
  shellSpec,
  taskId,
} from '../../support/fleet/fleet-harness.ts';

const by = person();

describe('names', () => {
  test('of agents are unique whatever their case', () => {
    const bench = createFleetHarness();
    const add = { type: 'agent.add', by, actorId: null, sample: false } as const;
    bench.run({ ...add, agentId: agentId(1), name: 'Amber' });
    expect(bench.refusal({ ...add, agentId: agentId(2), name: ' amber ' })).toBe('agent.name-taken');
    bench.run({ ...add, agentId: agentId(2), name: 'Brass' });
    expect(bench.refusal({ type: 'agent.rename', by, agentId: agentId(2), name: 'AMBER' })).toBe(
      'agent.name-taken',
    );
    bench.run({ type: 'agent.rename', by, agentId: agentId(1), name: 'AMBER' });
    expect(bench.agent(1).name).toBe('AMBER');
    expect(bench.run({ type: 'agent.rename', by, agentId: agentId(1), name: 'AMBER' })).toEqual([]);
  });

  test('of tokens, endpoints and repositories are too', () => {
    const bench = createFleetHarness();
    const token = { type: 'token.add', by, scope: 'submit', agentId: null } as const;
    bench.run({ ...token, tokenId: TokenId.parse('tk_1'), name: 'ci', sha256: 'a'.repeat(64) });
    expect(
      bench.refusal({ ...token, tokenId: TokenId.parse('tk_2'), name: 'CI', sha256: 'b'.repeat(64) }),
    ).toBe('token.name-taken');
    const spec = EndpointSpec.parse({
      name: 'Cellar',
      kind: 'ollama',
      url: 'http://localhost:1',
      tiers: ['trivial'],
    });
    bench.run({ type: 'endpoint.add', by, endpointId: endpointId(1), spec });
    expect(bench.refusal({ type: 'endpoint.add', by, endpointId: endpointId(2), spec })).toBe(
      'endpoint.exists',
    );
    const repository = { type: 'repository.add', by, name: 'Main', url: 'file:///main' } as const;
    bench.run({ ...repository, repositoryId: repositoryId(1) });
    expect(bench.refusal({ ...repository, repositoryId: repositoryId(2), name: 'other' })).toBe(
      'repository.exists',
    );
  });
});

describe('an endpoint', () => {
  test('leaves an event only when a look finds something new, and is unknown at a new address', () => {
    const bench = createFleetHarness();
    const spec = EndpointSpec.parse({
      name: 'Cellar',
      kind: 'ollama',
      url: 'http://localhost:1',
      tiers: ['trivial'],
    });
    bench.run({ type: 'endpoint.add', by, endpointId: endpointId(1), spec });
    const check = {
      type: 'endpoint.check',
      endpointId: endpointId(1),
      health: 'healthy',
      models: ['m'],
      note: '',
    } as const;
    expect(bench.run(check)).toHaveLength(1);
    expect(bench.run(check)).toEqual([]);
    const change = { type: 'endpoint.change', by, endpointId: endpointId(1) } as const;
    expect(bench.run({ ...change, spec: { ...spec } })).toEqual([]);
    bench.run({ ...change, spec: { ...spec, url: 'http://localhost:2' } });
    expect(bench.state.endpoints.get(endpointId(1))).toMatchObject({ health: 'unknown', models: [] });
    bench.run({ type: 'endpoint.remove', by, endpointId: endpointId(1) });
    expect(bench.refusal(check)).toBe('endpoint.not-found');
  });
});

describe('a repository', () => {
  test('is moved, paused once, and kept while an open task needs it', () => {
    const bench = createFleetHarness();
    for (const n of ['a', 'b', 'c'])
      bench.run({ type: 'repository.add', by, repositoryId: repositoryId(n), name: n, url: `file:///${n}` });
    bench.run({ type: 'repository.move', by, repositoryId: repositoryId('c'), before: repositoryId('a') });
    bench.run({ type: 'repository.move', by, repositoryId: repositoryId('a'), before: null });
    const order = [...bench.state.repositories.values()].toSorted(byRank).map(({ name }) => name);
    expect(order).toEqual(['c', 'b', 'a']);
    const pause = { type: 'repository.pause', by, repositoryId: repositoryId('c'), paused: true } as const;
    expect(bench.run(pause)).toHaveLength(1);
    expect(bench.run(pause)).toEqual([]);
    bench.submit(1, { repositoryId: repositoryId('b') });
    const remove = { type: 'repository.remove', by } as const;
    expect(bench.refusal({ ...remove, repositoryId: repositoryId('b') })).toBe('repository.in-use');
    bench.run({ ...remove, repositoryId: repositoryId('c') });
    expect(bench.refusal({ ...remove, repositoryId: repositoryId('c') })).toBe('repository.not-found');
  });
});

describe('settings and limits', () => {
  test('change once, and not into nonsense', () => {
    const bench = createFleetHarness();
    const { settings } = bench.state;
    expect(bench.run({ type: 'settings.set', by, settings: { ...settings } })).toEqual([]);
    expect(bench.refusal({ type: 'settings.set', by, settings: { ...settings, silentSeconds: 15 } })).toBe(
      'settings.invalid',
    );
    expect(bench.refusal({ type: 'settings.set', by, settings: { ...settings, retryMaxSeconds: 1 } })).toBe(
      'settings.invalid',
    );
    const limits = { light: 1, normal: 1, heavy: 1 };
    expect(bench.refusal({ type: 'limits.set', by, client: 'tk_9', limits })).toBe('token.not-found');
    expect(bench.run({ type: 'limits.set', by, client: '*', limits })).toHaveLength(1);
    expect(bench.run({ type: 'limits.set', by, client: '*', limits: { ...limits } })).toEqual([]);
    bench.run({ type: 'limits.set', by, client: '*', limits: null });
    expect(bench.state.limits.size).toBe(0);
  });
});

describe('the sample', () => {
  test('goes without a trace and takes nothing real along', () => {
    const bench = createFleetHarness();
    bench.addAgent('real');
    const sample = agentId('sample');
    bench.run({ type: 'agent.add', by, agentId: sample, name: 'Sample', actorId: null, sample: true });
    bench.run({
      type: 'token.add',
      by,
      tokenId: TokenId.parse('tk_s'),
      name: 'Sample',
      scope: 'agent',
      agentId: sample,
      sha256: 'c'.repeat(64),
    });
    const task = { type: 'task.submit', by, clientKey: null, dependencies: new Map() } as const;
    const onReal = shellSpec({ agentId: agentId('real') });
    bench.run({ ...task, taskId: taskId('s1'), spec: onReal, sample: true });
    bench.run({ ...task, taskId: taskId('s2'), spec: shellSpec(), sample: true });
    bench.plan();
    // Not even by name: what the sample does is no part of a real agent's history.
    expect(bench.task('s1').agentId).toBeNull();
    bench.agent('real').cooldownUntilSteady = bench.at.steady + 1000;
    bench.run({ ...task, taskId: taskId('r'), spec: shellSpec({ lane: 'urgent' }), sample: false });
    bench.run({ type: 'agent.connect', agentId: sample, facts: facts(), holding: [] });
    bench.plan();
    expect(bench.task('r').agentId).toBe(sample);
    bench.run({ type: 'sample.remove', by });
    expect([...bench.state.agents.keys()]).toEqual([agentId('real')]);
    expect([...bench.state.tasks.keys()]).toEqual([taskId('r')]);
    expect(bench.state.tokens.size).toBe(0);
    expect(bench.agent('real')).toMatchObject({ state: 'idle', taskId: null });
    bench.pass(1000);
    bench.plan();
    expect(bench.task('r')).toMatchObject({ status: 'assigned', agentId: agentId('real') });
  });
});
