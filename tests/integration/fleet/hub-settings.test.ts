import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let fleet: FleetWorkspace;

beforeEach(async () => {
  fleet = await openFleetWorkspace(tempFolder());
});

afterEach(() => fleet.close());

const http = (path: string, token: string, more: RequestInit = {}) =>
  fetch(`${fleet.url}${path}`, {
    ...more,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

it('an agent is added with an actor, a token shown once and one line for another host', async () => {
  const { name } = await fleet.call('agents.suggestName', {});
  const added = await fleet.call('agents.add', { name: null, capabilities: ['docker'] });
  expect(added.token).toMatch(/^qd_[\w-]{43}$/);
  expect(added.name.length).toBeGreaterThan(3);
  expect(name.length).toBeGreaterThan(3);
  expect(added.installLine).toContain(`QUARTERDECK_AGENT_TOKEN=${added.token} sh -s --`);
  expect(added.installLine).toContain(`--id ${added.agentId} --name '${added.name}' --capability docker`);
  const actors = await fleet.until('actors.list', {});
  expect(actors.rows.find((row) => row.name === added.name)).toMatchObject({
    kind: 'agent',
    revokedAt: null,
  });
  const clients = await fleet.until('hub.clients', {}, ({ rows }) => rows.length === 1);
  expect(clients.rows[0]).toMatchObject({ scope: 'agent', agentId: added.agentId, name: added.name });
  expect(JSON.stringify(clients.rows)).not.toContain(added.token);
  const again = await fleet.client.call('agents.add', { name: added.name.toUpperCase() });
  expect(again).toMatchObject({ ok: false, error: { code: 'agent.name-taken' } });
});

it('two who renew an agent’s token at once both get one', async () => {
  const { agentId } = await fleet.addAgent('Calm Ledger');
  const both = await Promise.all([1, 2].map(() => fleet.call('agents.renewToken', { agentId })));
  expect(new Set(both.map(({ token }) => token)).size).toBe(2);
});

it('a renewed token cuts the old connection, and a removed agent gives its task back', async () => {
  const member = await fleet.addAgent('Gentle Winch');
  const agent = await member.connect();
  const renewed = await fleet.call('agents.renewToken', { agentId: member.agentId });
  expect(await agent.next('bye')).toMatchObject({ code: expect.stringContaining('revoked') });
  await expect(member.connect()).rejects.toThrow('401');
  expect(renewed.token).not.toBe(member.token);

  const other = await fleet.addAgent('Glass Capstan');
  const second = await other.connect();
  const taskId = await fleet.submit();
  await second.takeOffer();
  const { summary } = await fleet.call('agents.remove', { agentId: other.agentId });
  expect(summary).toContain('went back to the queue');
  const task = await fleet.taskUntil(taskId, ({ status }) => status === 'queued');
  expect(task.attempts[0]).toMatchObject({ reason: 'agent-removed', agentName: 'Glass Capstan' });
  const actors = await fleet.until('actors.list', {});
  expect(actors.rows.find((row) => row.name === 'Glass Capstan')?.revokedAt).not.toBeNull();
  await fleet.call('agents.add', { name: 'Glass Capstan' });
});

it('an agent is verified by a task that only it may take', async () => {
  const member = await fleet.addAgent('Hazel Spar');
  const away = await fleet.client.call('agents.verify', { agentId: member.agentId });
  expect(away).toMatchObject({ ok: false, error: { code: 'agent.offline' } });
  const agent = await member.connect();
  const { taskId } = await fleet.call('agents.verify', { agentId: member.agentId });
  const offer = await agent.takeOffer();
  expect(offer).toMatchObject({ taskId, work: { kind: 'shell' }, verification: [{ type: 'file_exists' }] });
  expect((await fleet.taskUntil(taskId)).spec.agentId).toBe(member.agentId);
});

it('a tool submits and reads over HTTP with its own token, until that is revoked', async () => {
  const { token, tokenId } = await fleet.call('hub.addToken', { name: 'Nightly', scope: 'submit' });
  const same = await fleet.client.call('hub.addToken', { name: 'nightly', scope: 'admin' });
  expect(same).toMatchObject({ ok: false, error: { code: 'token.name-taken' } });
  const body = JSON.stringify({ task: { description: 'From a tool' }, clientKey: 'k' });
  const made = await http('/api/tasks', token, { method: 'POST', body });
  expect(made.status).toBe(201);
  const listed = await (await http('/api/tasks', token)).json();
  expect(listed).toMatchObject({
    tasks: [{ title: 'From a tool', submitter: { kind: 'tool' } }],
    next: null,
  });
  const { rows } = await fleet.until('tasks.queue', {});
  expect(rows).toMatchObject([{ title: 'From a tool', submitter: { name: 'Nightly' } }]);
  await fleet.call('hub.revokeToken', { tokenId });
  expect((await http('/api/tasks', token)).status).toBe(401);
});

it('settings are checked against each other and outlast a restart', async () => {
  const silly = await fleet.client.call('hub.setFleet', { heartbeatSeconds: 60, silentSeconds: 30 });
  expect(silly).toMatchObject({ ok: false, error: { code: 'settings.invalid' } });
  await fleet.call('hub.setFleet', { stuckMinutes: 3 });
  await fleet.call('hub.setLimits', { client: '*', limits: { light: 10, normal: 9, heavy: 8 } });
  const unknown = await fleet.client.call('hub.setLimits', { client: 'tk_nobody', limits: null });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'token.not-found' } });
  await fleet.restart();
  const { rows } = await fleet.until('hub.settings', {});
  expect(rows[0]).toMatchObject({
    fleet: { stuckMinutes: 3, returnSeconds: 0 },
    limits: { light: 10, normal: 9, heavy: 8 },
  });
});

it('the limits set for one client hold for it after a restart, and for nobody else', async () => {
  const { token, tokenId } = await fleet.call('hub.addToken', { name: 'Nightly', scope: 'submit' });
  const other = await fleet.call('hub.addToken', { name: 'Daily', scope: 'submit' });
  const limits = { light: 6000, normal: 6000, heavy: 6000 };
  await fleet.call('hub.setLimits', {
    client: tokenId,
    limits: { ...limits, light: 1, normal: 1, heavy: 1 },
  });
  await fleet.restart();
  const { rows } = await fleet.until('hub.clients', {}, (view) => view.rows.length === 2);
  expect(rows.find(({ id }) => id === tokenId)).toMatchObject({ limits: { light: 1, normal: 1, heavy: 1 } });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await http('/api/tasks', token)).status);
  expect(statuses).toEqual([200, 429, 429]);
  const refused = await http('/api/tasks', token);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect((await http('/api/tasks', other.token)).status).toBe(200);
});

it('listening elsewhere is refused when it can not be, and what was there goes on', async () => {
  const before = fleet.url;
  const open = await fleet.client.call('hub.setListen', { host: '0.0.0.0' });
  expect(open).toMatchObject({ ok: false, error: { code: 'hub.needs-certificate' } });
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const taken = await fleet.client.call('hub.setListen', { port });
  expect(taken).toMatchObject({ ok: false, error: { code: 'hub.port-taken' } });
  const still = await fleet.until('hub.status', {}, ({ rows }) => rows[0]?.state === 'running');
  expect(still.rows[0]?.url).toBe(before);
  other.close();

  expect(await fleet.call('hub.setListen', { enabled: false })).toEqual({ url: null });
  await fleet.until('hub.status', {}, ({ rows }) => rows[0]?.state === 'off');
  const add = await fleet.client.call('agents.add', { name: 'Iron Sandpiper' });
  expect(add).toMatchObject({ ok: false, error: { code: 'hub.off' } });
  const { url } = await fleet.call('hub.setListen', { enabled: true });
  expect(url).toBe(before);
});

it('a hub that can not listen says why and keeps the app open', async () => {
  await fleet.addAgent('Juniper Bay');
  const blocker = createServer();
  blocker.listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  blocker.close();
  await once(blocker, 'close');
  await fleet.call('hub.setListen', { port });
  await fleet.stop();
  const again = createServer().listen(port, '127.0.0.1');
  await once(again, 'listening');
  await fleet.start();
  const { rows } = await fleet.until('hub.status', {});
  expect(rows[0]).toMatchObject({ state: 'failed', url: null, note: expect.stringContaining(String(port)) });
  const needs = await fleet.until('bridge.needs', {});
  expect(needs.rows).toMatchObject([{ kind: 'hub', route: '/hub' }]);
  again.close();
});

it('endpoints and repositories are registered, ordered and refused twice', async () => {
  const spec = { name: 'Shed', kind: 'ollama', url: 'http://127.0.0.1:9', tiers: ['trivial'] } as const;
  const { endpointId } = await fleet.call('endpoints.add', { ...spec, tiers: ['trivial'] });
  const twice = await fleet.client.call('endpoints.add', { ...spec, tiers: ['trivial'] });
  expect(twice).toMatchObject({ ok: false, error: { code: 'endpoint.exists' } });
  const secret = { ...spec, name: 'Secret', url: 'http://me:word@127.0.0.1:9', tiers: ['trivial' as const] };
  const refused = await fleet.client.call('endpoints.add', secret);
  expect(refused).toMatchObject({ ok: false, error: { code: 'contract.invalid' } });
  expect(await fleet.call('endpoints.check', { endpointId })).toMatchObject({ health: 'unhealthy' });
  await fleet.call('endpoints.remove', { endpointId });

  const { repositoryId: one } = await fleet.call('repositories.add', {
    url: 'https://example.org/lamps.git',
  });
  const { repositoryId: two } = await fleet.call('repositories.add', { url: '/srv/git/piers' });
  const bad = await fleet.client.call('repositories.add', { url: 'ext::sh -c date' });
  expect(bad).toMatchObject({ ok: false, error: { code: 'repository.bad-url' } });
  const withSecret = await fleet.client.call('repositories.add', {
    url: 'https://me:hunter2@example.org/x.git',
  });
  expect(withSecret).toMatchObject({ ok: false, error: { code: 'repository.credentials' } });
  expect(JSON.stringify(withSecret)).not.toContain('hunter2');
  for (const url of ['/tmp/my projects/app.git', 'http://[::1]:3000/team/dam.git']) {
    const { repositoryId } = await fleet.call('repositories.add', { url });
    await fleet.call('repositories.remove', { repositoryId });
  }
  await fleet.call('repositories.move', { repositoryId: two, before: one });
  await fleet.call('repositories.pause', { repositoryId: two, paused: true });
  await fleet.submit({ repositoryId: one });
  const { rows } = await fleet.until('repositories.list', {}, ({ rows: [first] }) => first?.name === 'piers');
  expect(rows.map(({ name, queued, inherits }) => [name, queued, inherits])).toEqual([
    ['piers', 0, false],
    ['lamps', 1, true],
  ]);
  const used = await fleet.client.call('repositories.remove', { repositoryId: one });
  expect(used).toMatchObject({ ok: false, error: { code: 'repository.in-use' } });
});

it('templates come along, are kept and removed; a preview takes nothing in', async () => {
  const built = await fleet.until('tasks.templates', {});
  expect(built.rows.length).toBeGreaterThan(3);
  const task = { description: 'Paint {{boat}}' };
  const { id } = await fleet.call('tasks.saveTemplate', { name: 'Paint', about: '', task });
  const kept = await fleet.until('tasks.templates', {}, ({ rows }) => rows.some((row) => row.id === id));
  expect(kept.rows.find((row) => row.id === id)).toMatchObject({ name: 'Paint', builtIn: false });
  const clash = await fleet.client.call('tasks.saveTemplate', { name: 'run a command', about: '', task });
  expect(clash).toMatchObject({ ok: false, error: { code: 'template.exists' } });
  await fleet.call('tasks.removeTemplate', { id });
  await fleet.until('tasks.templates', {}, ({ rows }) => rows.length === built.rows.length);

  const agent = await (await fleet.addAgent('Kind Bosun')).connect();
  const preview = await fleet.call('tasks.preview', {
    task: { description: 'List files', work: { kind: 'shell', command: 'ls' } },
  });
  expect(preview).toMatchObject({
    complexity: { tier: 'trivial' },
    candidates: 1,
    waiting: [{ code: 'next' }],
  });
  expect((await fleet.until('tasks.queue', {})).rows).toEqual([]);
  await agent.drop();
});
