import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cooldowns, hubLimits } from '../../../core/contract/hub/agent-frames.ts';
import type { RowOf } from '../../../core/contract/index.ts';
import { TaskId } from '../../../core/kernel/ids.ts';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let fleet: FleetWorkspace;

beforeEach(async () => {
  fleet = await openFleetWorkspace(tempFolder());
});

afterEach(() => fleet.close());

type Need = RowOf<'bridge.needs'>;

/** What the Bridge lists once its first row is this one. */
async function needsFrom(title: string, detail = ''): Promise<readonly Need[]> {
  const { rows } = await fleet.until(
    'bridge.needs',
    {},
    ({ rows: [row] }) => row !== undefined && row.title === title && row.detail.includes(detail),
  );
  return rows;
}

const untilNothing = () => fleet.until('bridge.needs', {}, ({ rows }) => rows.length === 0);

it('says that no agent is connected while a task waits for one, and no more once one took it', async () => {
  const member = await fleet.addAgent('Amber Heron');
  const agent = await member.connect();
  await agent.drop();
  await fleet.until('agents.list', {}, ({ rows }) => rows[0]?.state === 'offline');
  expect((await fleet.until('bridge.needs', {})).rows).toEqual([]);
  await fleet.submit({ description: 'Mend the mast' });
  expect(await needsFrom('No agent is connected')).toEqual([
    {
      id: 'no-agent-connected',
      mark: 'at-risk',
      kind: 'queue',
      title: 'No agent is connected',
      detail: 'Check the sidecars of the agents. “Mend the mast” waits in the queue.',
      route: '/fleet',
    },
  ]);
  await fleet.submit();
  await needsFrom('No agent is connected', '2 tasks wait in the queue.');
  await member.connect();
  await untilNothing();
});

it('says so as well where no agent was ever added', async () => {
  await fleet.submit({ description: 'Mend the mast' });
  const [row] = await needsFrom('There is no agent');
  expect(row?.detail).toBe('Add an agent. “Mend the mast” waits in the queue.');
});

it('counts no task that could not begin anyway', async () => {
  await (await fleet.addAgent('Amber Heron')).connect().then((agent) => agent.drop());
  const first = await fleet.submit({ description: 'First' });
  await fleet.submit({ description: 'Second', dependsOn: [first] });
  await needsFrom('No agent is connected', '“First” waits in the queue.');
});

it('tells what tasks wait that no connected agent can take, and why', async () => {
  await (await fleet.addAgent('Amber Heron')).connect();
  const taskId = await fleet.submit({ description: 'Inspect the pier', capabilities: ['diving'] });
  expect(await needsFrom('No connected agent can take “Inspect the pier”')).toMatchObject([
    { kind: 'queue', detail: 'No agent offers diving.', route: `/tasks/${taskId}` },
  ]);
  await fleet.submit({ capabilities: ['diving'] });
  expect(await needsFrom('No connected agent can take 2 tasks')).toMatchObject([
    { detail: '“Inspect the pier”: No agent offers diving.', route: '/queue' },
  ]);
  await (await fleet.addAgent('Deep Lantern')).connect({ facts: { capabilities: ['diving'] } });
  await untilNothing();
});

it('tells of an agent that is blocked, with its own words, until it goes on', async () => {
  const member = await fleet.addAgent('Amber Heron');
  const agent = await member.connect();
  await fleet.submit({ description: 'Mend the mast' });
  const { taskId, generation } = await agent.takeOffer();
  await agent.ask({ t: 'blocked', taskId, generation, reason: 'The endpoint Shed does not answer.' });
  expect(await needsFrom('Amber Heron is blocked')).toMatchObject([
    {
      kind: 'agent',
      mark: 'blocked',
      detail: 'The endpoint Shed does not answer. Remove the cause, or cancel “Mend the mast”.',
      route: `/fleet/${member.agentId}`,
    },
  ]);
  await agent.ask({ t: 'unblocked', taskId, generation });
  await untilNothing();
});

it('tells of an agent that sends no sign of life while it holds a task', async () => {
  await fleet.call('hub.setFleet', { heartbeatSeconds: 1, silentSeconds: 60 });
  const agent = await (await fleet.addAgent('Amber Heron')).connect();
  await fleet.submit({ description: 'Mend the mast' });
  const attempt = await agent.takeOffer();
  fleet.advance(8000);
  const [row] = await needsFrom('Amber Heron is silent');
  expect(row?.detail).toBe(
    'Nothing was heard of it for more than 7 s while it holds “Mend the mast”. After 60 s it is disconnected.',
  );
  await agent.complete(attempt);
  await untilNothing();
});

it('tells of an agent that was cut off because it broke the protocol', async () => {
  const member = await fleet.addAgent('Amber Heron');
  const agent = await member.connect();
  const nobodys = { taskId: TaskId.parse('ta_nobody'), generation: 1 };
  await Promise.allSettled(Array.from({ length: hubLimits.violations }, () => agent.complete(nobodys)));
  expect(await needsFrom('Amber Heron was disconnected')).toMatchObject([
    {
      kind: 'agent',
      detail: `It broke the protocol ${hubLimits.violations} times within a minute. Update its sidecar if it does so again.`,
      route: `/fleet/${member.agentId}`,
    },
  ]);
  fleet.advance(cooldowns[0] + 1);
  await member.connect();
  await untilNothing();
});

it('names an agent that a task waits for alone, and counts many of them', async () => {
  await (await fleet.addAgent('Amber Heron')).connect();
  const away = [];
  for (const name of [
    'Brass Petrel',
    'Copper Fathom',
    'Dry Harbour',
    'Elm Sounding',
    'Far Orchard',
    'Gilt Anchor',
  ])
    away.push(await fleet.addAgent(name));
  const [first, ...others] = away;
  await fleet.submit({ description: 'Mend the mast', agentId: first?.agentId ?? null });
  expect(await needsFrom('Brass Petrel is away')).toMatchObject([
    { detail: 'Check its sidecar. “Mend the mast” waits for it.', route: `/fleet/${first?.agentId}` },
  ]);
  for (const { agentId } of others) await fleet.submit({ agentId });
  expect(await needsFrom('6 agents are away while tasks wait for them')).toMatchObject([
    { detail: 'Brass Petrel is away: Check its sidecar. “Mend the mast” waits for it.', route: '/fleet' },
  ]);
});

it('says that the hub is switched off while a task waits, and what waits', async () => {
  await fleet.addAgent('Amber Heron');
  await fleet.call('hub.setListen', { enabled: false });
  await fleet.until('hub.status', {}, ({ rows }) => rows[0]?.state === 'off');
  expect((await fleet.until('bridge.needs', {})).rows).toEqual([]);
  await fleet.submit();
  expect(await needsFrom('The hub is switched off')).toMatchObject([
    {
      kind: 'hub',
      route: '/hub',
      detail: 'Switch it on so that agents can connect. “A task” waits in the queue.',
    },
  ]);
  await fleet.call('hub.setListen', { enabled: true });
  await needsFrom('No agent is connected');
});

it('says of a hub that can not listen what waits for it', async () => {
  const port = Number(new URL(fleet.url).port);
  await fleet.addAgent('Amber Heron');
  await fleet.submit();
  await fleet.call('hub.setListen', { port });
  await fleet.stop();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  await fleet.start();
  const [row, ...more] = await needsFrom('The hub does not listen', '“A task” waits in the queue.');
  expect(row?.kind).toBe('hub');
  expect(more).toEqual([]);
  other.close();
});
