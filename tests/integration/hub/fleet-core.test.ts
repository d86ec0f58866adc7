import { describe, expect, it, onTestFinished } from 'vitest';
import type { FleetCommand } from '../../../core/domain/fleet/commands.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { Initiator } from '../../../core/domain/fleet/initiators.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import type { FleetStore } from '../../../core/domain/fleet/ports.ts';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { AgentId, EndpointId, TaskId } from '../../../core/kernel/ids.ts';
import { fail } from '../../../core/kernel/result.ts';
import { createFleetCore, type FleetCore } from '../../../main/engine/hub/fleet-core.ts';
import { openFleetStore, type TestTime, testTime } from '../../support/fleet/fleet-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const by: Initiator = { kind: 'person', id: 'ac_1', name: 'Ada' };
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

const taskOne = TaskId.parse('ta_1');
const accept = { type: 'task.accept', agentId, taskId: taskOne, generation: 1 } as const;
const complete: FleetCommand = {
  type: 'task.complete',
  agentId,
  taskId: taskOne,
  generation: 1,
  result: { summary: '', model: null, branch: null, commit: null, pullRequest: null, verified: null },
  spent: nothingSpent,
  transcript: { lines: [], cutLines: 0, cutBytes: 0 },
};
/** Something that moves nothing but the hub: due timeouts are looked at with every command. */
const rename = (n: number): FleetCommand => ({
  type: 'agent.rename',
  by,
  agentId,
  name: `Brass Petrel ${n}`,
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
    expect(core.now.agents.get(agentId)?.state).toBe('assigned');
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
    expect(core.now.tasks.size).toBe(50);
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
    expect(core.now.tasks.size).toBe(0);
    expect(core.now.agents.get(agentId)).toMatchObject({ state: 'idle', connected: true });
    expect(core.now.agents.get(agentId)?.heartbeatAt).toBe(time.moment().wall);
    expect(heard).toEqual([]);
    full = false;
    expect((await core.run(submit(1))).ok).toBe(true);
    expect([...core.now.tasks.keys()]).toEqual(['ta_1']);
    expect(heard).toContain('task.submitted');
  });

  it('decides nothing on what a store refused while even that store can’t be read', async () => {
    const time = testTime();
    const store = openFleetStore(tempFolder(), time);
    let broken = false;
    const core = await open(
      {
        ...store,
        load: async (at) => {
          if (broken) throw new Error('disk I/O error');
          return store.load(at);
        },
        append: async (events, durability) =>
          broken ? fail('db.disk-full', 'The disk is full.') : store.append(events, durability),
      },
      time,
    );
    for (const command of [addAgent, connect, submit(1), accept])
      expect((await core.run(command)).ok).toBe(true);
    broken = true;
    const refused = { ok: false, error: { code: 'db.disk-full' } };
    expect(await core.run(complete)).toMatchObject(refused);
    // The first one is not in the store, so this must not be called stale: its sender would drop the result.
    expect(await core.run(complete)).toMatchObject(refused);
    broken = false;
    expect(await core.run(complete)).toMatchObject({ ok: true });
    expect(await store.statusOf([taskOne])).toEqual(new Map([[taskOne, 'completed']]));
  });

  it('knows when an endpoint was looked at last, without an event, also after a batch was refused', async () => {
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
    const endpointId = EndpointId.parse('en_1');
    const spec = EndpointSpec.parse({ name: 'E', kind: 'ollama', url: 'http://e.test', tiers: ['trivial'] });
    await core.run({ type: 'endpoint.add', by, endpointId, spec });
    await core.run({ type: 'endpoint.check', endpointId, health: 'healthy', models: [], note: '' });
    const found = time.moment().wall;
    time.pass(30_000);
    core.endpointProbed(endpointId);
    full = true;
    await core.run(addAgent);
    expect(core.now.endpoints.get(endpointId)).toMatchObject({
      checkedAt: found,
      probedAt: found + 30_000,
    });
  });

  it('keeps to its timeouts whatever the clock on the wall does meanwhile', async () => {
    const time = testTime();
    const core = await open(openFleetStore(tempFolder(), time), time);
    const ended: [string, string][] = [];
    core.onEvents((events) => {
      for (const event of events)
        if (event.type === 'attempt.ended') ended.push([event.taskId, event.reason]);
    });
    const day = 86_400_000;
    /** Lets `ms` pass in two steps, with the wall a day ahead after one and a day behind after the other. */
    const passJumping = async (ms: number): Promise<void> => {
      for (const jump of [day, -2 * day, day]) {
        time.jump(jump);
        time.pass(ms / 3);
        await core.run(rename(jump));
      }
    };
    await core.run(addAgent);
    await core.run(connect);
    await core.run(submit(1));
    await passJumping(57_000);
    expect(ended).toEqual([]);
    expect((await core.run(accept)).ok).toBe(true);
    await passJumping(570_000);
    expect(ended).toEqual([]);
    await passJumping(60_000);
    expect(ended).toEqual([[taskOne, 'stuck']]);
    // The next offer is not accepted, and given back after its sixty seconds.
    expect(core.now.tasks.get(taskOne)).toMatchObject({ status: 'assigned', generation: 2 });
    await passJumping(63_000);
    expect(ended.slice(1)).toEqual([[taskOne, 'not-accepted']]);
    // Who let an offer lapse rests before the next one.
    for (let step = 0; step < 40 && core.now.tasks.get(taskOne)?.generation === 2; step += 1)
      await passJumping(3_000);
    expect(core.now.tasks.get(taskOne)?.generation).toBe(3);
    expect((await core.run({ ...accept, generation: 3 })).ok).toBe(true);
    await core.run({
      type: 'task.fail',
      agentId,
      taskId: taskOne,
      generation: 3,
      reason: 'failed',
      error: 'no',
      retryable: true,
      spent: nothingSpent,
      transcript: { lines: [], cutLines: 0, cutBytes: 0 },
    });
    await passJumping(1_500);
    expect(core.now.tasks.get(taskOne)?.status).toBe('queued');
    await passJumping(900);
    expect(core.now.tasks.get(taskOne)).toMatchObject({ status: 'assigned', generation: 4 });
  });

  it.each([100, 1_999, 2_000, 2_001, 60_000])(
    'begins a second try whose time comes within the %i ms that storing the first one’s end takes, without anything else happening',
    async (storing) => {
      const time = testTime();
      const store = openFleetStore(tempFolder(), time);
      let slow = 0;
      const core = await open(
        {
          ...store,
          async append(...batch) {
            const stored = await store.append(...batch);
            time.pass(slow);
            return stored;
          },
        },
        time,
      );
      for (const command of [addAgent, connect, submit(1), accept]) await core.run(command);
      const given = new Promise<number>((resolve) => {
        core.onEvents((events) => {
          for (const event of events) if (event.type === 'task.assigned') resolve(event.generation);
        });
      });
      slow = storing;
      const { spent, transcript } = complete;
      const failed = { reason: 'failed', error: 'exit code 1', retryable: true, spent, transcript } as const;
      const ended = await core.run({ type: 'task.fail', agentId, taskId: taskOne, generation: 1, ...failed });
      expect(ended.ok).toBe(true);
      slow = 0;
      if (storing < 2_000) time.pass(2_000 - storing);
      expect(await given).toBe(2);
    },
  );

  it('lets a task wait for its agent after the hub was away, and takes it back when it does not come', async () => {
    const time = testTime();
    const folder = tempFolder();
    const store = openFleetStore(folder, time);
    const before = await open(store, time);
    await before.run(addAgent);
    await before.run(connect);
    await before.run(submit(1));
    await before.run(accept);
    await before.close();

    const after = await open(store, time);
    expect(after.now.agents.get(agentId)).toMatchObject({ state: 'offline', connected: false });
    expect(after.now.tasks.get(taskOne)).toMatchObject({ status: 'working', generation: 1 });
    time.jump(-3_600_000);
    time.pass(29_000);
    await after.run(submit(2));
    expect(after.now.tasks.get(taskOne)?.status).toBe('working');
    time.pass(2_000);
    await after.run(submit(3));
    expect(after.now.tasks.get(taskOne)).toMatchObject({ status: 'queued', reclaims: 1 });

    const late = await after.run(complete);
    expect(late).toMatchObject({ ok: false, error: { code: 'attempt.stale' } });
  });
});
