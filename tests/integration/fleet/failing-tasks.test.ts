import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let fleet: FleetWorkspace;

beforeEach(async () => {
  fleet = await openFleetWorkspace(tempFolder());
});

afterEach(() => fleet.close());

it('a failing task is tried again, becomes a dead letter, and can be put back', async () => {
  const agent = await (await fleet.addAgent('Amber Heron')).connect();
  const taskId = await fleet.submit({ retries: 1 });
  const first = await agent.takeOffer();
  expect((await agent.fail(first, 'no lamps')).t).toBe('settled');
  const second = await agent.takeOffer();
  expect(second).toMatchObject({ taskId, generation: 2 });
  await agent.fail(second, 'still none');
  const dead = await fleet.taskUntil(taskId, ({ status }) => status === 'dead-letter');
  expect(dead).toMatchObject({ endReason: 'failed', error: 'still none', retries: { used: 2, of: 1 } });
  expect(dead.attempts.map(({ error }) => error)).toEqual(['no lamps', 'still none']);
  const needs = await fleet.until('bridge.needs', {}, ({ rows }) => rows.length > 0);
  expect(needs.rows).toMatchObject([{ kind: 'dead-letter', route: '/dead-letters' }]);
  expect((await fleet.until('tasks.queue', {})).extra.deadLetters).toBe(1);

  const done = await fleet.call('tasks.requeue', { taskIds: [taskId] });
  expect(done).toEqual({ done: 1, waiting: [], refused: [] });
  const third = await agent.takeOffer();
  expect(third).toMatchObject({ taskId, generation: 3 });
  await agent.complete(third);
  await fleet.taskUntil(taskId, ({ status }) => status === 'completed');
  await fleet.until('bridge.needs', {}, ({ rows }) => rows.length === 0);
  const late = await fleet.call('tasks.requeue', { taskIds: [taskId] });
  expect(late).toMatchObject({ done: 0, refused: [{ taskId }] });
});

it('a cancelled task is taken from its agent and stays in the history', async () => {
  const agent = await (await fleet.addAgent('Brass Petrel')).connect();
  const taskId = await fleet.submit();
  const waitingId = await fleet.submit();
  const offer = await agent.takeOffer();
  const done = await fleet.call('tasks.cancel', { taskIds: [taskId, waitingId, taskId] });
  expect(done).toEqual({ done: 2, waiting: [], refused: [] });
  expect(await agent.next('stop')).toMatchObject({ taskId, generation: 1, reason: 'cancelled' });
  expect(await agent.complete(offer)).toMatchObject({ t: 'refused', stale: true });
  expect(await fleet.taskUntil(taskId)).toMatchObject({ status: 'cancelled', endReason: 'cancelled' });
  const listed = await fleet.until('tasks.list', {
    filter: { statuses: ['cancelled'] },
    window: { start: 0, limit: 10 },
  });
  expect(listed.rows.map(({ id }) => id)).toEqual([waitingId, taskId]);
});

it('a task that reaches its budget is stopped and becomes a dead letter', async () => {
  const agent = await (await fleet.addAgent('Copper Fathom')).connect();
  const money = { micros: 1000, currency: 'USD' };
  const taskId = await fleet.submit({ budget: { money, tokens: null, minutes: null } });
  const { generation } = await agent.takeOffer();
  const shown = await fleet.until('costs.budgets', {}, ({ rows }) => rows.length === 1);
  expect(shown.rows[0]).toMatchObject({ id: taskId, used: 0 });
  const spent = { cost: money, tokensIn: 0, tokensOut: 0 };
  await agent.ask({ t: 'progress', taskId, generation, percent: null, note: '', spent });
  expect(await agent.next('stop')).toMatchObject({ taskId, generation, reason: 'budget' });
  const dead = await fleet.taskUntil(taskId, ({ status }) => status === 'dead-letter');
  expect(dead).toMatchObject({ endReason: 'budget', cost: [money] });
});

it('an offer nobody accepts goes back to the queue', async () => {
  const silent = await (await fleet.addAgent('Dry Harbour')).connect();
  const taskId = await fleet.submit();
  await silent.next('assign');
  fleet.advance(61_000);
  const again = await fleet.taskUntil(taskId, ({ attempts }) => attempts[0]?.outcome === 'ended');
  expect(again.attempts[0]).toMatchObject({ reason: 'not-accepted' });
});
