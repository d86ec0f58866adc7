import { describe, expect, test } from 'vitest';
import { applyEvent } from '../../../core/domain/fleet/apply-event.ts';
import { beginWait } from '../../../core/domain/fleet/attempts/later-wait.ts';
import { EndpointSpec, type Target } from '../../../core/domain/fleet/routing.ts';
import { nextDue } from '../../../core/domain/fleet/schedule/due-times.ts';
import { endpointPause, pauseTarget } from '../../../core/domain/fleet/schedule/pauses.ts';
import { whyWaiting } from '../../../core/domain/fleet/schedule/why-waiting.ts';
import type { TaskSpecInput } from '../../../core/domain/fleet/tasks/task.ts';
import {
  createFleetHarness,
  endpointId,
  type FleetHarness,
  person,
  taskId,
} from '../../support/fleet/fleet-harness.ts';

const prompt = { work: { kind: 'prompt' }, tier: 'standard' } satisfies Partial<TaskSpecInput>;
const ollama = (endpoint: string, model: string): Target => ({
  kind: 'ollama',
  endpointId: endpointId(endpoint),
  url: `http://${endpoint}`,
  model,
});

function addEndpoint(bench: FleetHarness, n: string, models: string[], url = `http://${n}`): void {
  const spec = EndpointSpec.parse({ name: n, kind: 'ollama', url, tiers: ['standard'] });
  bench.run({ type: 'endpoint.add', by: person(), endpointId: endpointId(n), spec });
  bench.run({ type: 'endpoint.check', endpointId: endpointId(n), health: 'healthy', models, note: '' });
}

const later = (bench: FleetHarness, target: Target, waitMs: number, allModels = false): void =>
  pauseTarget(bench.state, target, { allModels, waitMs, reason: 'Slow down.' }, bench.at);

const targetOf = (bench: FleetHarness, n: number): Target | null =>
  bench.state.tasks.get(taskId(n))?.target ?? null;
const reasons = (bench: FleetHarness, n: number) => whyWaiting(bench.state, bench.task(n), bench.at);

describe('an endpoint that asked us to try again later', () => {
  test('gets no task of anybody before, says when, and gets the next one then', () => {
    const bench = createFleetHarness();
    for (const agent of ['a', 'b']) bench.addAgent(agent, { executors: [{ kind: 'ollama' }] });
    addEndpoint(bench, 'cellar', ['small']);
    later(bench, ollama('cellar', 'small'), 90_000);
    bench.submit(1, prompt);
    expect(bench.plan()).toEqual([]);
    expect(reasons(bench, 1)).toEqual([
      { code: 'endpoint-paused', text: 'cellar asked us to try again later; it gets tasks again in 90 s.' },
    ]);
    bench.pass(89_999);
    expect(nextDue(bench.state, bench.at)).toBe(bench.at.steady + 1);
    expect(bench.plan()).toEqual([]);
    bench.pass(1);
    bench.plan();
    expect(targetOf(bench, 1)).toEqual(ollama('cellar', 'small'));
  });

  test('does so for one model, or for all of them', () => {
    const bench = createFleetHarness();
    for (const agent of ['a', 'b']) bench.addAgent(agent, { executors: [{ kind: 'ollama' }] });
    addEndpoint(bench, 'cellar', ['small', 'large']);
    later(bench, ollama('cellar', 'small'), 90_000);
    bench.submit(1, prompt);
    bench.plan();
    expect(targetOf(bench, 1)).toEqual(ollama('cellar', 'large'));
    later(bench, ollama('cellar', 'large'), 30_000, true);
    bench.submit(2, prompt);
    expect(bench.plan()).toEqual([]);
    expect(reasons(bench, 2)[0]?.text).toContain('in 30 s');
  });

  test('leaves tasks to another endpoint, and to the next kind of its chain', () => {
    const bench = createFleetHarness();
    bench.addAgent('a', { executors: [{ kind: 'ollama' }] });
    bench.addAgent('b', { executors: [{ kind: 'ollama' }] });
    bench.addAgent('c', { executors: [{ kind: 'command', profile: 'claude', model: null }] });
    addEndpoint(bench, 'cellar', ['small']);
    addEndpoint(bench, 'attic', ['small']);
    later(bench, ollama('cellar', 'small'), 90_000);
    bench.submit(1, prompt);
    bench.plan();
    expect(targetOf(bench, 1)).toEqual(ollama('attic', 'small'));
    later(bench, ollama('attic', 'small'), 90_000);
    bench.submit(2, prompt);
    expect(bench.plan()).toEqual([]);
    bench.pass(5_000);
    bench.plan();
    expect(targetOf(bench, 2)).toEqual({ kind: 'command', profile: 'claude', model: null });
  });

  test('may be a service that agents call by themselves: its other models still run', () => {
    const bench = createFleetHarness();
    bench.addAgent('a', { executors: [{ kind: 'messages-api', models: ['big', 'small'] }] });
    bench.addAgent('b', { executors: [{ kind: 'messages-api', models: ['big'] }] });
    later(bench, { kind: 'messages-api', model: 'big' }, 60_000);
    bench.submit(1, prompt);
    bench.submit(2, prompt);
    bench.plan();
    expect([targetOf(bench, 1), targetOf(bench, 2)]).toEqual([
      { kind: 'messages-api', model: 'small' },
      null,
    ]);
    bench.accept(1);
    expect(reasons(bench, 2)[0]).toEqual({
      code: 'agents-busy',
      text: 'agent a is busy.',
    });
  });

  test('is believed for a day at most, and the longer of two answers counts', () => {
    const bench = createFleetHarness();
    addEndpoint(bench, 'cellar', ['small']);
    const until = () => endpointPause(bench.state, endpointId('cellar'), bench.at)?.until;
    later(bench, ollama('cellar', 'small'), 90_000);
    later(bench, ollama('cellar', 'small'), 10_000);
    expect(until()).toBe(bench.at.wall + 90_000);
    later(bench, ollama('cellar', 'small'), 4e12);
    expect(until()).toBe(bench.at.wall + 86_400_000);
  });

  test('is asked at once where it is another server now, or there again under the same name', () => {
    const bench = createFleetHarness();
    addEndpoint(bench, 'cellar', ['small']);
    later(bench, ollama('cellar', 'small'), 90_000);
    const spec = EndpointSpec.parse({
      name: 'cellar',
      kind: 'ollama',
      url: 'http://new',
      tiers: ['standard'],
    });
    const changed = {
      type: 'endpoint.changed',
      at: bench.at.wall,
      by: person(),
      endpointId: endpointId('cellar'),
    } as const;
    applyEvent(bench.state, { ...changed, spec }, bench.at);
    expect(endpointPause(bench.state, endpointId('cellar'), bench.at)).toBeNull();
  });
});

describe('an attempt that waits for its endpoint', () => {
  test('is not stuck until as long after the wait as after any sign of life, and its minutes stand still', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { budget: { money: null, tokens: null, minutes: 5 } });
    bench.plan();
    bench.accept(1);
    bench.pass(60_000);
    beginWait(bench.task(1), 3_600_000, bench.at);
    bench.pass(3_600_000);
    expect(bench.sweep()).toEqual([]);
    bench.pass(239_999);
    expect(bench.sweep()).toEqual([]);
    bench.pass(1);
    expect(bench.sweep()[0]).toMatchObject({ reason: 'budget', workedMs: 300_000 });
  });

  test('is believed for a day at most, too', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { budget: { money: null, tokens: null, minutes: 5 } });
    bench.plan();
    bench.accept(1);
    beginWait(bench.task(1), 4e12, bench.at);
    bench.pass(86_400_000 + 299_999);
    expect(bench.sweep()).toEqual([]);
    bench.pass(1);
    expect(bench.sweep()[0]).toMatchObject({ reason: 'budget', workedMs: 300_000 });
  });

  test('counts waits that follow each other once', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    bench.accept(1);
    beginWait(bench.task(1), 60_000, bench.at);
    bench.pass(20_000);
    beginWait(bench.task(1), 20_000, bench.at);
    bench.pass(60_000);
    expect(bench.complete(1)[0]).toMatchObject({ type: 'task.completed', workedMs: 40_000 });
  });
});
