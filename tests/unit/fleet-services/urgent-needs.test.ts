import { describe, expect, it } from 'vitest';
import type { Listening } from '../../../main/engine/hub/hub-listener.ts';
import { fleetNeeds } from '../../../main/engine/services/fleet/fleet-needs.ts';
import {
  agentId,
  createFleetHarness,
  type FleetHarness,
  facts,
  person,
  shellSpec,
  taskId,
} from '../../support/fleet/fleet-harness.ts';

const running: Listening = { state: 'running', note: null, url: 'http://127.0.0.1:1', startedAt: 0 };
const failed: Listening = { state: 'failed', note: 'Port 1 is taken.', url: null, startedAt: null };
const off: Listening = { state: 'off', note: null, url: null, startedAt: null };

const needs = (bench: FleetHarness, listening = running, hubEnabled = true) =>
  fleetNeeds({ ...bench, listening, hubEnabled, deadLetters: 0, itemTitle: () => null }).urgent;
const titles = (...of: Parameters<typeof needs>) => needs(...of).map(({ title }) => title);
const leaves = (bench: FleetHarness, name: string, reason: 'closed' | 'violations' = 'closed') =>
  bench.run({ type: 'agent.disconnect', agentId: agentId(name), reason });

describe('what of the fleet is urgent', () => {
  it('is nothing where there is no fleet, even when the hub can not listen', () => {
    expect(titles(createFleetHarness(), failed)).toEqual([]);
    expect(titles(createFleetHarness(), off, false)).toEqual([]);
  });

  it('is the hub alone where no agent can reach it', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    leaves(bench, 'a');
    bench.submit(2);
    expect(needs(bench, failed)).toMatchObject([
      { title: 'The hub does not listen', detail: 'Port 1 is taken. “Count the lines” waits in the queue.' },
    ]);
    expect(titles(bench, off, false)).toEqual(['The hub is switched off']);
    // As it is for a moment while it restarts with other settings.
    expect(titles(bench, off)).toEqual(['No agent is connected', 'agent a is away']);
  });

  it('is no agent that is away without a task, nor one that works, nor an empty queue', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.addAgent('b');
    leaves(bench, 'b');
    bench.submit(1);
    bench.plan();
    expect(titles(bench)).toEqual([]);
  });

  it('says what the hub notes about its address where no agent is connected', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    leaves(bench, 'a');
    bench.submit(1);
    const note = 'Another program holds port 1, so the hub listens on 2 this time.';
    expect(needs(bench, { ...running, note })[0]?.detail).toBe(
      `${note} “Count the lines” waits in the queue.`,
    );
  });

  it('is nothing of the sample fleet but that a person’s task waits for it', () => {
    const bench = createFleetHarness();
    const by = person();
    const added = { agentId: agentId('s'), name: 'sample', actorId: null, sample: true };
    bench.run({ type: 'agent.add', by, ...added });
    bench.run({ type: 'agent.connect', agentId: added.agentId, facts: facts(), holding: [] });
    for (const [n, capabilities] of [['diving'], []].entries()) {
      const spec = shellSpec({ capabilities });
      const task = { taskId: taskId(n), clientKey: null, spec, dependencies: new Map(), sample: true };
      bench.run({ type: 'task.submit', by, ...task });
    }
    bench.plan();
    bench.accept(1);
    bench.run({ type: 'task.block', ...bench.ref(1), reason: 'no lamp' });
    expect(titles(bench)).toEqual([]);
    leaves(bench, 's', 'violations');
    expect(titles(bench)).toEqual([]);
    bench.submit(2);
    expect(titles(bench)).toEqual(['No agent is connected']);
  });

  it('begins with what waits for everybody, and counts many agents in the same trouble', () => {
    const bench = createFleetHarness();
    for (let n = 1; n <= 6; n += 1) {
      bench.addAgent(n);
      bench.submit(n);
      bench.plan();
      bench.accept(n);
      bench.run({ type: 'task.block', ...bench.ref(n), reason: 'no lamp' });
    }
    bench.submit('more', { capabilities: ['diving'] });
    expect(needs(bench)).toMatchObject([
      {
        kind: 'queue',
        title: 'No connected agent can take “Count the lines”',
        detail: 'No agent offers diving.',
        route: `/tasks/${taskId('more')}`,
      },
      {
        kind: 'agent',
        title: '6 agents are blocked',
        detail: 'agent 1 is blocked: no lamp. Remove the cause, or cancel “Count the lines”.',
        route: '/fleet',
      },
    ]);
  });
});
