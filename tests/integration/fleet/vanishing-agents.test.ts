import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let fleet: FleetWorkspace;

beforeEach(async () => {
  fleet = await openFleetWorkspace(tempFolder());
});

afterEach(() => fleet.close());

it('the task of an agent that vanishes is finished by another, and its own late result is refused', async () => {
  const lost = await fleet.addAgent('Amber Heron');
  const first = await lost.connect();
  const taskId = await fleet.submit();
  const offer = await first.takeOffer();
  await first.drop();
  const board = await fleet.until('agents.list', {}, ({ rows }) => rows[0]?.state === 'offline');
  expect(board.rows[0]).toMatchObject({ state: 'offline', offlineReason: 'closed' });

  const second = await (await fleet.addAgent('Ballast Light')).connect();
  const again = await second.takeOffer();
  expect(again).toMatchObject({ taskId, generation: 2 });
  const back = await lost.connect({ holding: [offer] });
  expect(back.welcome.verdicts).toEqual([{ taskId, generation: 1, verdict: 'drop' }]);
  const late = await back.complete(offer);
  expect(late).toMatchObject({ t: 'refused', stale: true, taskId });
  expect((await fleet.taskUntil(taskId)).status).toBe('working');
  await second.complete(again);
  const done = await fleet.taskUntil(taskId, ({ status }) => status === 'completed');
  expect(done.attempts).toMatchObject([
    { generation: 1, outcome: 'ended', reason: 'disconnected' },
    { generation: 2, outcome: 'completed', agentName: 'Ballast Light' },
  ]);
});

it('an agent that comes back in time goes on with its task', async () => {
  await fleet.call('hub.setFleet', { returnSeconds: 30 });
  const member = await fleet.addAgent('Calm Ledger');
  const before = await member.connect();
  const taskId = await fleet.submit();
  const { generation } = await before.takeOffer();
  await before.drop();
  await fleet.until('agents.list', {}, ({ rows }) => rows[0]?.state === 'offline');
  const needs = await fleet.until('bridge.needs', {}, ({ rows }) => rows.length > 0);
  expect(needs.rows).toMatchObject([{ kind: 'agent', title: 'Calm Ledger is away' }]);
  const after = await member.connect({ holding: [{ taskId, generation }] });
  expect(after.welcome.verdicts).toEqual([{ taskId, generation, verdict: 'continue' }]);
  expect((await after.complete({ taskId, generation })).t).toBe('settled');
  const done = await fleet.taskUntil(taskId, ({ status }) => status === 'completed');
  expect(done.attempts).toHaveLength(1);
});

it('a hub that was away takes its agents and their tasks up again', async () => {
  const member = await fleet.addAgent('Dawn Ferry');
  const lost = await fleet.addAgent('Far Orchard');
  const before = await member.connect();
  const held = await fleet.submit();
  const { generation } = await before.takeOffer();
  await lost.connect().then((agent) => {
    void fleet.submit();
    return agent.takeOffer();
  });
  await fleet.until('tasks.queue', {}, ({ extra }) => extra.running === 2);
  await fleet.restart();
  const queue = await fleet.until('tasks.queue', {});
  expect(queue.extra.running).toBe(2);
  const after = await member.connect({ holding: [{ taskId: held, generation }] });
  expect(after.welcome.verdicts).toEqual([{ taskId: held, generation, verdict: 'continue' }]);
  expect((await after.complete({ taskId: held, generation })).t).toBe('settled');
  // The other one never comes back: its task goes on with who is there.
  const next = await after.takeOffer();
  expect(next.generation).toBe(2);
  await after.complete(next);
  await fleet.until('tasks.queue', {}, ({ rows }) => rows.length === 0);
});

it('a result told twice is settled twice and counted once', async () => {
  const member = await fleet.addAgent('Fennel Wake');
  const before = await member.connect();
  const taskId = await fleet.submit();
  const offer = await before.takeOffer();
  await before.complete(offer);
  await before.drop();
  const after = await member.connect({ holding: [offer] });
  expect((await after.complete(offer)).t).toBe('settled');
  await after.drop();
  await fleet.restart();
  const { rows } = await fleet.until('agents.list', {});
  expect(rows[0]).toMatchObject({ completedToday: 1, state: 'offline' });
  expect((await fleet.taskUntil(taskId)).attempts).toHaveLength(1);
  // A hub that was away since has its store to ask.
  const again = await member.connect({ holding: [offer] });
  expect((await again.complete(offer)).t).toBe('settled');
  expect((await fleet.taskUntil(taskId)).attempts).toHaveLength(1);
});
