import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { HubId } from '../../../core/kernel/ids.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { announceOtherHub, otherHub, receiveFromOtherHub } from '../../support/fleet/another-hub.ts';
import { agentNamed, fleetHistory, person, taskNamed } from '../../support/fleet/fleet-history.ts';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const history = fleetHistory({ seed: 9, agents: 4, tasks: 12 });
const submitted = history.filter((event) => event.type === 'task.submitted');
/** Submitted last, so that they are open. */
const open = submitted
  .slice(0, 3)
  .map((event, n): FleetEvent => ({ ...event, taskId: taskNamed(900 + n), clientKey: null, waitsFor: [] }));

let fleet: FleetWorkspace;

/** What the hub of another device reported lies in this workspace, as a sync would have brought it. */
beforeEach(async () => {
  const folder = tempFolder();
  fleet = await openFleetWorkspace(folder);
  await fleet.stop();
  const opened = openWorkspaceDatabase({
    file: join(folder, 'quarterdeck.db'),
    clock: { now: () => Date.now() },
    entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    appVersion: 'test',
  });
  if (!opened.ok) throw new Error(opened.error.message);
  receiveFromOtherHub(opened.value, [...history, ...open]);
  announceOtherHub(opened.value, 'Chart room');
  opened.value.close();
  await fleet.start();
});

afterEach(() => fleet.close());

async function hubsByName(): Promise<
  ReadonlyMap<string | null, { readonly id: string; readonly isHere: boolean }>
> {
  const { rows } = await fleet.until('hub.list', {});
  return new Map(rows.map((row) => [row.isHere ? 'here' : row.name, row]));
}

it('both hubs are listed, the one of this device first', async () => {
  const hubs = await hubsByName();
  expect([...hubs.keys()]).toEqual(['here', 'Chart room']);
  expect(hubs.get('Chart room')).toMatchObject({ id: otherHub, isHere: false });
});

it('agents of both hubs are on the board, those reported by another device as old', async () => {
  const own = await fleet.addAgent('Brass Petrel');
  await own.connect();
  const { rows } = await fleet.until('agents.list', {}, (shown) =>
    shown.rows.some(({ connected }) => connected),
  );
  const here = (await hubsByName()).get('here');
  expect(rows.find(({ id }) => id === own.agentId)).toMatchObject({ hubId: here?.id, stale: false });
  const reported = rows.filter(({ hubId }) => hubId === otherHub);
  expect(reported).toHaveLength(4);
  expect(reported.filter(({ connected, stale }) => connected && !stale)).toEqual([]);
  const narrowed = await fleet.until('agents.list', { hubId: otherHub });
  expect(narrowed.rows).toHaveLength(4);
  const one = await fleet.until('agents.one', { agentId: agentNamed(0) });
  expect(one.rows[0]).toMatchObject({ hubId: otherHub });
  const past = await fleet.until('agents.history', { agentId: agentNamed(0), from: 0, limit: 10 });
  expect(past.rows.length).toBeGreaterThan(0);
});

it('tasks of both hubs are in the queue, the list and on their page', async () => {
  const mine = await fleet.submit({ description: 'Here' });
  const own = await fleet.until('tasks.queue', {}, (shown) => shown.rows.some(({ id }) => id === mine));
  expect(own.rows.map(({ id }) => id)).toEqual([mine]);
  const queue = await fleet.until('tasks.queue', { hubId: otherHub });
  const hubOf = new Map(queue.rows.map((row) => [row.id, row.hubId]));
  expect(open.map((event) => hubOf.get('taskId' in event ? (event.taskId ?? mine) : mine))).toEqual(
    open.map(() => otherHub),
  );
  const reported = queue.rows.filter(({ hubId }) => hubId === otherHub);
  expect(reported.every(({ waiting }) => waiting === null)).toBe(true);
  const window = { start: 0, limit: 100 };
  const all = await fleet.until('tasks.list', { filter: {}, window });
  expect(all.extra.total).toBe(1 + submitted.length + open.length);
  const narrowed = await fleet.until('tasks.list', { filter: { hubId: otherHub }, window });
  expect(narrowed.extra.total).toBe(submitted.length + open.length);
  const page = await fleet.until('tasks.one', { taskId: taskNamed(0) });
  expect(page.rows[0]).toMatchObject({ id: taskNamed(0), hubId: otherHub });
});

it('an order to a hub that is not here is refused with its name, and reaches nobody', async () => {
  const agentId = agentNamed(1);
  const taskId = taskNamed(900);
  const proposed = history.flatMap((event) => (event.type === 'proposal.made' ? [event.proposalId] : []));
  const refused = {
    ok: false,
    error: { code: 'hub.not-here', facts: { name: 'Chart room', hubId: otherHub } },
  };
  const answers = await Promise.all([
    fleet.client.call('agents.rename', { agentId, hubId: otherHub, name: 'Mine' }),
    fleet.client.call('agents.remove', { agentId }),
    fleet.client.call('agents.renewToken', { agentId }),
    fleet.client.call('agents.verify', { agentId }),
    fleet.client.call('tasks.rank', { taskId, lane: 'urgent', before: null }),
    ...proposed.map((proposalId) => fleet.client.call('proposals.dismiss', { proposalId })),
    fleet.client.call('tasks.submit', { task: { description: 'There' }, hubId: otherHub }),
  ]);
  for (const answer of answers) expect(answer).toMatchObject(refused);
  for (const name of ['tasks.cancel', 'tasks.requeue'] as const) {
    expect(await fleet.call(name, { taskIds: [taskId] })).toEqual({
      done: 0,
      waiting: [],
      refused: [{ taskId, code: 'hub.not-here', message: expect.stringContaining('Chart room') }],
    });
  }
  const unknown = await fleet.client.call('tasks.rank', {
    taskId,
    hubId: HubId.parse('hu_nobody'),
    lane: 'urgent',
    before: null,
  });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'hub.not-found' } });
  const { rows } = await fleet.until('tasks.one', { taskId });
  expect(rows[0]).toMatchObject({ status: 'queued', submitter: person });
});

it('the hub of this device gives its own agents its own tasks only', async () => {
  const member = await fleet.addAgent('Brass Petrel');
  const agent = await member.connect();
  const taskId = await fleet.submit({ description: 'Here' });
  expect((await agent.takeOffer()).taskId).toBe(taskId);
});
