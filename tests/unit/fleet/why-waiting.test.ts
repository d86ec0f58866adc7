import { describe, expect, test } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { surveyFleet } from '../../../core/domain/fleet/schedule/survey.ts';
import { whyWaiting } from '../../../core/domain/fleet/schedule/why-waiting.ts';
import {
  agentId,
  createFleetHarness,
  endpointId,
  type FleetHarness,
  person,
  repositoryId,
  taskId,
} from '../../support/fleet/fleet-harness.ts';

const codes = (bench: FleetHarness, n: number | string): readonly string[] =>
  whyWaiting(bench.state, bench.task(n), bench.at).map(({ code }) => code);
const text = (bench: FleetHarness, n: number | string) =>
  whyWaiting(bench.state, bench.task(n), bench.at)[0]?.text;

describe('a task says why it waits', () => {
  test('for want of agents: none, away, busy, resting, next', () => {
    const bench = createFleetHarness();
    bench.submit(1);
    expect(codes(bench, 1)).toEqual(['no-agent']);
    bench.addAgent('a');
    expect(codes(bench, 1)).toEqual(['next']);
    bench.agent('a').cooldownUntilSteady = bench.at.steady + 9500;
    expect(codes(bench, 1)).toEqual(['resting']);
    expect(text(bench, 1)).toBe('agent a rests for 10 s more.');
    bench.pass(10_000);
    bench.submit(2);
    bench.plan();
    expect(codes(bench, 1)).toEqual([]);
    expect(codes(bench, 2)).toEqual(['agents-busy']);
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'closed' });
    expect(codes(bench, 1)).toEqual(['returning']);
    expect(codes(bench, 2)).toEqual(['agents-offline']);
  });

  test('for busy agents, and tells those that are offline apart', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.addAgent('b');
    bench.run({ type: 'agent.disconnect', agentId: agentId('b'), reason: 'closed' });
    bench.submit(1);
    bench.submit(2);
    bench.plan();
    expect(text(bench, 2)).toBe('agent a is busy; 1 more that fits is offline.');
  });

  test('for what no agent offers', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { capabilities: ['gpu'] });
    expect(text(bench, 1)).toBe('No agent offers gpu.');
    bench.submit(2, { work: { kind: 'prompt' } });
    expect(codes(bench, 2)).toEqual(['executor']);
  });

  test('for the agent it names', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.addAgent('b');
    bench.submit(1, { agentId: agentId('b') });
    bench.submit(2, { agentId: agentId('b') });
    bench.plan();
    expect(codes(bench, 2)).toEqual(['named-agent']);
    expect(text(bench, 2)).toBe('agent b is busy.');
    bench.run({ type: 'agent.remove', by: person(), agentId: agentId('b') });
    expect(text(bench, 2)).toBe('The agent it names was removed.');
  });

  test('for other tasks, and for one that will never be done', () => {
    const bench = createFleetHarness();
    bench.submit(1);
    bench.submit(2, { dependsOn: [taskId(1)] });
    expect(codes(bench, 2)).toEqual(['dependency', 'no-agent']);
    bench.run({ type: 'task.cancel', by: person(), taskId: taskId(1), status: null });
    expect(codes(bench, 2)[0]).toBe('dependency-ended');
  });

  test('for a task that waits itself for one that will never be done, however long the chain', () => {
    const bench = createFleetHarness();
    bench.submit(1);
    bench.submit(2, { dependsOn: [taskId(1)], description: 'Paint the lamp' });
    bench.submit(3, { dependsOn: [taskId(2)], description: 'Hang the lamp' });
    bench.submit(4, { dependsOn: [taskId(3)] });
    expect(text(bench, 4)).toBe('It waits for “Hang the lamp”, which is queued.');
    bench.run({ type: 'task.cancel', by: person(), taskId: taskId(1), status: null });
    expect(codes(bench, 4)[0]).toBe('dependency-ended');
    expect(text(bench, 4)).toBe(
      `It waits for “Hang the lamp”, which can’t begin, because ${taskId(1)} was given up or cancelled. Requeue that one if it is a dead letter, or cancel this.`,
    );
  });

  test('for one that has ended, by its name where that is known', () => {
    const bench = createFleetHarness();
    bench.submit(1);
    bench.submit(2, { dependsOn: [taskId(1)] });
    bench.run({ type: 'task.cancel', by: person(), taskId: taskId(1), status: null });
    const survey = surveyFleet(bench.state, bench.at);
    const [reason] = whyWaiting(bench.state, bench.task(2), bench.at, survey, () => 'Paint the pier');
    expect(reason?.text).toContain(`It depends on “Paint the pier” (${taskId(1)}), which was given up`);
  });

  test('for many tasks: a few are named, those first that will never be done', () => {
    const bench = createFleetHarness();
    const ids = [1, 2, 3, 4, 5, 6, 7];
    for (const n of ids) bench.submit(n);
    bench.submit(8, { dependsOn: ids.map((n) => taskId(n)) });
    bench.run({ type: 'task.cancel', by: person(), taskId: taskId(7), status: null });
    expect(codes(bench, 8).slice(0, 2)).toEqual(['dependency-ended', 'dependency']);
    expect(whyWaiting(bench.state, bench.task(8), bench.at)[5]?.text).toBe('It waits for 2 more tasks.');
  });

  test('for its next try and for a paused repository', () => {
    const bench = createFleetHarness();
    bench.run({
      type: 'repository.add',
      by: person(),
      repositoryId: repositoryId('r'),
      name: 'r',
      url: 'file:///r',
    });
    bench.addAgent('a');
    bench.submit(1, { repositoryId: repositoryId('r') });
    bench.plan();
    bench.accept(1);
    bench.fail(1);
    bench.run({ type: 'repository.pause', by: person(), repositoryId: repositoryId('r'), paused: true });
    expect(codes(bench, 1)).toEqual(['not-before', 'repository-paused']);
  });

  test('for an endpoint, and for the fallback that comes soon', () => {
    const bench = createFleetHarness();
    bench.addAgent('a', { executors: [{ kind: 'ollama' }] });
    bench.submit(1, { work: { kind: 'prompt' }, tier: 'trivial' });
    expect(text(bench, 1)).toBe('No ollama endpoint is registered for its tier (trivial).');
    const spec = EndpointSpec.parse({
      name: 'cellar',
      kind: 'ollama',
      url: 'http://cellar',
      tiers: ['trivial'],
    });
    bench.run({ type: 'endpoint.add', by: person(), endpointId: endpointId(1), spec });
    expect(text(bench, 1)).toContain('is healthy');
    bench.addAgent('b', { executors: [{ kind: 'command', profile: 'codex', model: null }] });
    expect(codes(bench, 1)[0]).toBe('fallback-soon');
    expect(text(bench, 1)).toBe('Nothing is free for ollama; it falls back to command in 5 s.');
    bench.pass(5000);
    expect(codes(bench, 1)).toEqual(['next']);
  });
});
