import { describe, expect, it, onTestFinished } from 'vitest';
import type { FleetCommand } from '../../../core/domain/fleet/commands.ts';
import type { By, FleetEvent } from '../../../core/domain/fleet/events.ts';
import { nothingSpent } from '../../../core/domain/fleet/money.ts';
import type { FleetStore } from '../../../core/domain/fleet/ports.ts';
import { TaskSpec } from '../../../core/domain/fleet/task.ts';
import { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { fail } from '../../../core/kernel/result.ts';
import { createFleetCore, type FleetCore } from '../../../main/engine/hub/fleet-core.ts';
import { openFleetStore, type TestTime, testTime } from '../../support/fleet-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const by: By = { kind: 'person', id: 'ac_1', name: 'Ada' };
const agentId = AgentId.parse('ag_1');
const silent = { warn: () => {}, error: () => {} };
const facts = {
  host: 'h',
  platform: 'linux',
  version: '1',
  capabilities: [],
  executors: [{ kind: 'shell' as const }],
};

const addAgent: FleetCommand = {
  type: 'agent.add',
  by,
  agentId,
  name: 'Brass Petrel',
  actorId: null,
  sample: false,
};
const connect: FleetCommand = { type: 'agent.connect', agentId, facts, holding: [] };
const submit = (n: number): FleetCommand => ({
  type: 'task.submit',
  by,
  taskId: TaskId.parse(`ta_${n}`),
  clientKey: null,
  spec: TaskSpec.parse({ description: `Task ${n}`, work: { kind: 'shell', command: 'true' } }),
  sample: false,
  dependencies: new Map(),
});

async function open(store: FleetStore, time: TestTime): Promise<FleetCore> {
  const core = await createFleetCore({ store, timekeeper: time, log: silent });
  if (!core.ok) throw new Error(core.error.message);
  onTestFinished(() => core.value.close());
  return core.value;
}

const types = (events: readonly FleetEvent[]) => events.map((event) => event.type);

describe('the core of the hub', () => {
  it('answers once the events are stored, and gives a waiting task to a free agent in the same transaction', async () => {
    const time = testTime();
    const store = openFleetStore(tempFolder(), time);
    const batches: string[][] = [];
    const core = await open(
      {
        ...store,
        append: (events, durability) => {
          batches.push(types(events));
          return store.append(events, durability);
        },
      },
      time,
    );
    await core.run(addAgent);
    await core.run(connect);
    batches.length = 0;
    const answer = await core.run(submit(1));
    expect(answer.ok).toBe(true);
    expect(batches).toEqual([['task.submitted', 'task.assigned', 'agent.moved']]);
    expect(core.state.agents.get(agentId)?.state).toBe('assigned');
  });

  it('makes one transaction of what arrives at once', async () => {
    const time = testTime();
    const store = openFleetStore(tempFolder(), time);
    let appends = 0;
    const counting: FleetStore = {
      ...store,
      append: (events, durability) => {
        appends += 1;
        return store.append(events, durability);
      },
    };
    const core = await open(counting, time);
    await Promise.all(Array.from({ length: 50 }, (_unused, n) => core.run(submit(n))));
    expect(appends).toBe(1);
    expect(core.state.tasks.size).toBe(50);
  });

  it('refuses the whole batch when the store has no room, keeps nothing of it, and goes on when there is room again', async () => {
    const time = testTime();
    const store = openFleetStore(tempFolder(), time);
    let full = false;
    const core = await open(
      {
        ...store,
        append: async (events, durability) =>
          full ? fail('db.disk-full', 'The disk is full.') : store.append(events, durability),
      },
      time,
    );
    await core.run(addAgent);
    await core.run(connect);
    core.heartbeat(agentId, null);
    full = true;
    const heard: string[] = [];
    core.onEvents((events) => heard.push(...types(events)));
    const [first, second] = await Promise.all([core.run(submit(1)), core.run(submit(2))]);
    expect([first, second].map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual([
      'db.disk-full',
      'db.disk-full',
    ]);
    expect(core.state.tasks.size).toBe(0);
    expect(core.state.agents.get(agentId)).toMatchObject({ state: 'idle', connected: true });
    expect(core.state.agents.get(agentId)?.heartbeatAt).toBe(time.moment().wall);
    expect(heard).toEqual([]);
    full = false;
    expect((await core.run(submit(1))).ok).toBe(true);
    expect([...core.state.tasks.keys()]).toEqual(['ta_1']);
    expect(heard).toContain('task.submitted');
  });

  it('lets a task wait for its agent after the hub was away, and takes it back when it does not come', async () => {
    const time = testTime();
    const folder = tempFolder();
    const store = openFleetStore(folder, time);
    const before = await open(store, time);
    await before.run(addAgent);
    await before.run(connect);
    await before.run(submit(1));
    const taskId = TaskId.parse('ta_1');
    await before.run({ type: 'task.accept', agentId, taskId, generation: 1 });
    await before.close();

    const after = await open(store, time);
    expect(after.state.agents.get(agentId)).toMatchObject({ state: 'offline', connected: false });
    expect(after.state.tasks.get(taskId)).toMatchObject({ status: 'working', generation: 1 });
    time.jump(-3_600_000);
    time.pass(29_000);
    await after.run(submit(2));
    expect(after.state.tasks.get(taskId)?.status).toBe('working');
    time.pass(2_000);
    await after.run(submit(3));
    expect(after.state.tasks.get(taskId)).toMatchObject({ status: 'queued', reclaims: 1 });

    const late = await after.run({
      type: 'task.complete',
      agentId,
      taskId,
      generation: 1,
      result: { summary: '', model: null, branch: null, commit: null, pullRequest: null, verified: null },
      spent: nothingSpent,
      transcript: { lines: [], cutLines: 0, cutBytes: 0 },
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'attempt.stale' } });
  });
});
