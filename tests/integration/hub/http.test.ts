import { request as rawRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { hubProtocol } from '../../../core/contract/hub/agent-frames.ts';
import { HttpFailure, httpApi } from '../../../core/contract/hub/http-api.ts';
import { type TestHub, testHub } from './hub-fixture.ts';
import { TestAgent } from './test-agent.ts';

interface Asked {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(hub: TestHub, path: string, asked: Asked = {}) {
  const { method = 'GET', token, body, raw, headers = {} } = asked;
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${hub.server.url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  const failure = HttpFailure.safeParse(answer);
  return {
    status: response.status,
    answer,
    error: failure.success ? failure.data.error : null,
    headers: response.headers,
  };
}

/** Fetch sets some headers itself; this sends them as they are told. */
function askRaw(hub: TestHub, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = rawRequest(`${hub.server.url}/api/health`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const task = (over: object = {}) => ({ task: { description: 'Count the lines', ...over } });

describe('the interface for tools', () => {
  it('takes a task in, and gives the same one again under the same key', async () => {
    const hub = await testHub();
    const { token, tokenId } = await hub.addToken('submit');
    const body = { clientKey: 'nightly-1', ...task() };
    const first = await ask(hub, '/api/tasks', { method: 'POST', token, body });
    expect(first.status).toBe(201);
    const { taskId } = httpApi.submit.answer.parse(first.answer);
    const again = await ask(hub, '/api/tasks', { method: 'POST', token, body });
    expect([again.status, again.answer]).toEqual([200, { taskId, created: false }]);
    const other = await ask(hub, '/api/tasks', {
      method: 'POST',
      token,
      body: { ...body, ...task({ notes: 'x' }) },
    });
    expect([other.status, other.error?.code]).toEqual([409, 'task.key-conflict']);
    expect(hub.committed('task.submitted')).toMatchObject([{ taskId, by: { kind: 'tool', id: tokenId } }]);
  });

  it('takes two of the same submission at once as one', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const body = { clientKey: 'twin', ...task() };
    const both = await Promise.all([1, 2].map(() => ask(hub, '/api/tasks', { method: 'POST', token, body })));
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 201]));
    expect(hub.committed('task.submitted')).toHaveLength(1);
  });

  it('cancels, moves and requeues, each in the words of its entry', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const made = await ask(hub, '/api/tasks', { method: 'POST', token, body: task() });
    const { taskId } = httpApi.submit.answer.parse(made.answer);
    const lane = await ask(hub, `/api/tasks/${taskId}/lane`, {
      method: 'PUT',
      token,
      body: { lane: 'urgent' },
    });
    expect([lane.status, lane.answer]).toEqual([200, { lane: 'urgent' }]);
    const cancelled = await ask(hub, `/api/tasks/${taskId}/cancel`, { method: 'POST', token });
    expect([cancelled.status, cancelled.answer]).toEqual([200, { status: 'cancelled' }]);
    const requeued = await ask(hub, `/api/tasks/${taskId}/requeue`, { method: 'POST', token });
    expect([requeued.status, requeued.error?.code.startsWith('task.')]).toEqual([409, true]);
    const nowhere = await ask(hub, '/api/tasks/ta_nowhere/cancel', { method: 'POST', token });
    expect([nowhere.status, nowhere.error?.code]).toEqual([404, 'task.not-found']);
  });

  it('requeues a task whose deadline passed with another one, or with none', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const late = { ...task(), task: { ...task().task, deadline: Date.now() + 300 } };
    const made = await ask(hub, '/api/tasks', { method: 'POST', token, body: late });
    const { taskId } = httpApi.submit.answer.parse(made.answer);
    await expect.poll(() => hub.committed('task.ended').length, { timeout: 20_000 }).toBe(1);
    const requeue = (body?: object) =>
      ask(hub, `/api/tasks/${taskId}/requeue`, { method: 'POST', token, ...(body ? { body } : {}) });
    expect((await requeue()).error).toMatchObject({
      code: 'task.deadline-passed',
      message: 'Its deadline has passed. Nothing was queued; requeue it with a later one, or with none.',
    });
    expect((await requeue({ deadline: 'soon' })).status).toBe(422);
    const again = await requeue({ deadline: null });
    expect([again.status, again.answer]).toEqual([200, { status: 'queued' }]);
  });

  it('answers anybody whether it is there, and how many agents are connected', async () => {
    const hub = await testHub();
    await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    const { status, answer } = await ask(hub, '/api/health');
    expect(status).toBe(200);
    expect(httpApi.health.answer.parse(answer)).toMatchObject({
      status: 'ok',
      agentsConnected: 1,
      protocol: hubProtocol,
    });
  });

  it('sets limits for a client, which then hold', async () => {
    const hub = await testHub();
    const admin = await hub.addToken('admin');
    const tool = await hub.addToken('submit');
    const limits = { light: 2, normal: 5, heavy: 5 };
    const set = await ask(hub, `/api/limits/${tool.tokenId}`, {
      method: 'PUT',
      token: admin.token,
      body: { limits },
    });
    expect([set.status, set.answer]).toEqual([200, { limits }]);
    for (let count = 0; count < 2; count += 1)
      expect((await ask(hub, '/api/agents', { token: tool.token })).status).toBe(200);
    const refused = await ask(hub, '/api/agents', { token: tool.token });
    expect(refused.status).toBe(429);
    expect(refused.error).toMatchObject({ code: 'http.rate-limited' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(hub.server.clients().get(tool.tokenId)?.limited).toBe(1);
    const unknown = await ask(hub, '/api/limits/tk_nobody', {
      method: 'PUT',
      token: admin.token,
      body: { limits },
    });
    expect([unknown.status, unknown.error?.code]).toEqual([404, 'token.not-found']);
  });
});

describe('a request that is wrong', () => {
  it('without, with a wrong or with a revoked token gets 401 and nothing else', async () => {
    const hub = await testHub();
    const { token, tokenId } = await hub.addToken('submit');
    const by = { kind: 'person' as const, id: 'ac_1', name: 'Ada' };
    await hub.core.run({ type: 'token.revoke', by, tokenId });
    for (const headers of [
      {},
      { authorization: 'Bearer qd_short' },
      { authorization: `Bearer ${token}` },
      { authorization: token },
    ]) {
      const answer = await ask(hub, '/api/tasks', { headers });
      expect([answer.status, answer.error?.code]).toEqual([401, 'http.unauthorized']);
    }
  });

  it('with a token for something else gets 403', async () => {
    const hub = await testHub();
    const submit = await hub.addToken('submit');
    const agent = await hub.addAgent('Rowan');
    const limits = await ask(hub, '/api/limits/*', {
      method: 'PUT',
      token: submit.token,
      body: { limits: null },
    });
    const list = await ask(hub, '/api/tasks', { token: agent.token });
    expect([limits.status, list.status]).toEqual([403, 403]);
  });

  it('names every field that is wrong, and an unknown dependency is one of the known refusals', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const fields = await ask(hub, '/api/tasks', {
      method: 'POST',
      token,
      body: task({ description: '', lane: 'fast', retries: -1 }),
    });
    expect(fields.status).toBe(422);
    expect(fields.error?.fields?.map(({ path }) => path).toSorted()).toEqual([
      'task.description',
      'task.lane',
      'task.retries',
    ]);
    const dependency = await ask(hub, '/api/tasks', {
      method: 'POST',
      token,
      body: task({ dependsOn: ['ta_gone'] }),
    });
    expect([dependency.status, dependency.error?.code]).toEqual([422, 'task.unknown-dependency']);
    const page = await ask(hub, '/api/tasks?limit=9999', { token });
    expect([page.status, page.error?.fields?.[0]?.path]).toEqual([422, 'limit']);
    expect(hub.committed('task.submitted')).toEqual([]);
  });

  it.each([
    ['not JSON', '{"task":', 400, 'http.not-json'],
    ['too long', JSON.stringify(task({ notes: 'x'.repeat(300_000) })), 413, 'http.too-large'],
  ])('with a body that is %s is refused by name', async (_, raw, status, code) => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const answer = await ask(hub, '/api/tasks', { method: 'POST', token, raw });
    expect([answer.status, answer.error?.code]).toEqual([status, code]);
  });

  it('to another address or with another method gets 404 or 405', async () => {
    const hub = await testHub();
    expect((await ask(hub, '/api/nothing')).status).toBe(404);
    expect((await ask(hub, '/install/agent.sh')).status).toBe(404);
    expect((await ask(hub, '/')).status).toBe(404);
    const wrong = await ask(hub, '/api/health', { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('from a web page changes nothing, and under another name of this machine reads nothing', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const headers = { origin: 'https://page.example' };
    const page = await ask(hub, '/api/tasks', { method: 'POST', token, body: task(), headers });
    expect([page.status, page.error?.code]).toEqual([403, 'hub.no-browsers']);
    expect(await askRaw(hub, { host: 'rebound.example' })).toBe(403);
    expect(await askRaw(hub, { host: `localhost:${hub.server.port}` })).toBe(200);
  });

  it('repeated without end gets its client a pause', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1)
      statuses.push((await ask(hub, '/api/tasks', { method: 'POST', token, raw: 'no' })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
    hub.pass(30_000);
    expect((await ask(hub, '/api/agents', { token })).status).toBe(200);
  });

  it('while the disk is full gets 503 and when to ask again', async () => {
    const hub = await testHub();
    const { token } = await hub.addToken('submit');
    hub.diskFull(true);
    const answer = await ask(hub, '/api/tasks', { method: 'POST', token, body: task() });
    expect([answer.status, answer.error?.code]).toEqual([503, 'db.disk-full']);
    expect(answer.headers.get('retry-after')).toBe('2');
    hub.diskFull(false);
  });
});

describe('tokens', () => {
  it('never reach the log or the store in clear', async () => {
    const hub = await testHub();
    const agent = await hub.addAgent('Rowan');
    const { token } = await hub.addToken('submit');
    await TestAgent.connect(hub.server.url, agent);
    await ask(hub, '/api/tasks', { method: 'POST', token, body: task() });
    await ask(hub, `/api/${token}`, { token: `${token}x` });
    const kept = JSON.stringify([hub.logged, hub.events]);
    for (const secret of [token, agent.token]) expect(kept).not.toContain(secret.slice(3));
  });
});

describe('new hosts', () => {
  it('get what is to be installed, made for the address they used', async () => {
    const hub = await testHub({
      server: {
        install: async (name, hubUrl) =>
          name === 'agent.sh' ? { type: 'text/x-shellscript', bytes: Buffer.from(`# ${hubUrl}\n`) } : null,
      },
    });
    const response = await fetch(`http://localhost:${hub.server.port}/install/agent.sh`);
    expect(response.headers.get('content-type')).toBe('text/x-shellscript');
    expect(await response.text()).toBe(`# http://localhost:${hub.server.port}\n`);
    expect((await fetch(`${hub.server.url}/install/..%2f..%2fetc`)).status).toBe(404);
  });
});
