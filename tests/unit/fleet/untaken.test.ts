import { expect, test } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { surveyFleet } from '../../../core/domain/fleet/schedule/survey.ts';
import { untakenTasks } from '../../../core/domain/fleet/schedule/untaken.ts';
import {
  agentId,
  createFleetHarness,
  endpointId,
  type FleetHarness,
  person,
  repositoryId,
  taskId,
} from '../../support/fleet/fleet-harness.ts';

const untaken = (bench: FleetHarness) => untakenTasks(surveyFleet(bench.state, bench.at)).map(({ id }) => id);
const leaves = (bench: FleetHarness, name: string) =>
  bench.run({ type: 'agent.disconnect', agentId: agentId(name), reason: 'closed' });

test('a task that a busy agent could take is taken sooner or later', () => {
  const bench = createFleetHarness();
  bench.addAgent('a');
  bench.submit(1);
  bench.submit(2);
  bench.plan();
  expect(untaken(bench)).toEqual([]);
  leaves(bench, 'a');
  expect(untaken(bench)).toEqual([taskId(2)]);
});

test('nobody takes a task without agents, for an agent that was removed, or wanting what none connected offers', () => {
  const bench = createFleetHarness();
  bench.submit(1);
  expect(untaken(bench)).toEqual([taskId(1)]);
  bench.addAgent('a');
  bench.addAgent('b', { capabilities: ['gpu'] });
  bench.submit(2, { agentId: agentId('b') });
  bench.submit(3, { capabilities: ['gpu'] });
  bench.submit(4, { work: { kind: 'prompt' } });
  expect(untaken(bench)).toEqual([taskId(4)]);
  leaves(bench, 'b');
  expect(untaken(bench)).toEqual([taskId(2), taskId(3), taskId(4)]);
  bench.run({ type: 'agent.remove', by: person(), agentId: agentId('b') });
  expect(untaken(bench)).toEqual([taskId(2), taskId(3), taskId(4)]);
});

test('a task for a model waits in vain where no agent calls models of a kind that is set up', () => {
  const bench = createFleetHarness();
  bench.addAgent('a', { executors: [{ kind: 'ollama' }] });
  bench.submit(1, { work: { kind: 'prompt' } });
  expect(untaken(bench)).toEqual([taskId(1)]);
  const spec = EndpointSpec.parse({
    name: 'Shed',
    kind: 'ollama',
    url: 'http://127.0.0.1:9',
    tiers: ['trivial', 'standard', 'complex'],
  });
  bench.run({ type: 'endpoint.add', by: person(), endpointId: endpointId(1), spec });
  expect(untaken(bench)).toEqual([]);
});

test('a task that may not begin yet waits for something else', () => {
  const bench = createFleetHarness({ retrySeconds: 60 });
  bench.submit(1);
  bench.submit(2, { dependsOn: [taskId(1)] });
  bench.run({
    type: 'repository.add',
    by: person(),
    repositoryId: repositoryId(1),
    name: 'pier',
    url: '/srv/pier',
  });
  bench.submit(3, { repositoryId: repositoryId(1) });
  expect(untaken(bench)).toEqual([taskId(1), taskId(3)]);
  bench.run({ type: 'repository.pause', by: person(), repositoryId: repositoryId(1), paused: true });
  expect(untaken(bench)).toEqual([]);
  bench.run({ type: 'repository.pause', by: person(), repositoryId: repositoryId(1), paused: false });
  bench.task(1).notBeforeSteady = bench.at.steady + 60_000;
  expect(untaken(bench)).toEqual([taskId(3)]);
  bench.pass(60_001);
  expect(untaken(bench)).toEqual([taskId(1), taskId(3)]);
});
