import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { whyWaiting } from '../../../core/domain/fleet/schedule/why-waiting.ts';
import { EndpointId, type TaskId } from '../../../core/kernel/ids.ts';
import { createEndpointProbe } from '../../../main/engine/hub/endpoints/endpoint-probe.ts';
import { createEndpointWatch } from '../../../main/engine/hub/endpoints/endpoint-watch.ts';
import { createHttpClient } from '../../../node/http/http-client.ts';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { writeAgent } from '../../support/fleet/scripted-hub.ts';
import { messagesAnswer } from '../../support/simulators/messages-simulator.ts';
import { ollamaAnswer } from '../../support/simulators/ollama-simulator.ts';
import { openaiAnswer } from '../../support/simulators/openai-simulator.ts';
import type { ScriptedAnswer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { must, person, type TestHub, testHub } from '../hub/hub-fixture.ts';

interface Asked {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: string;
}

const json = (value: unknown, status = 200): ScriptedAnswer => ({
  status,
  portions: [JSON.stringify(value)],
});

/** A server of models that answers by what it is asked, by probes and tasks alike. */
async function modelServer(answer: (asked: Asked) => ScriptedAnswer) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = { path: request.url ?? '', key: request.headers.authorization, body };
      asked.push(one);
      const { status = 200, headers = {}, portions } = answer(one);
      response.writeHead(status, headers);
      for (const portion of portions) response.write(portion);
      response.end();
      return undefined;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked };
}

async function addAgent(
  hub: TestHub,
  name: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { agentId, token } = await hub.addAgent(name);
  const folder = tempFolder();
  writeAgent(folder, hub.server.url, { agentId, name, ...settings });
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
  writeFileSync(join(folder, 'key'), 'K', { mode: 0o600 });
  runTestSidecar(folder);
}

/** Registers it, and probes it as the hub does. */
async function addEndpoint(hub: TestHub, kind: 'ollama' | 'openai', url: string, models: string[] = []) {
  const endpointId = EndpointId.parse('en_1');
  const spec = EndpointSpec.parse({ name: 'cellar', kind, url, tiers: ['standard'], models });
  must(await hub.core.run({ type: 'endpoint.add', by: person, endpointId, spec }));
  const watch = createEndpointWatch({
    fleet: hub.core,
    confirmed: () => undefined,
    log: { warn: () => undefined },
    probe: createEndpointProbe(createHttpClient({})),
  });
  onTestFinished(() => watch.close());
  return watch.check(endpointId);
}

/** Sidecars and a server in this process, on a busy machine; each step is an event that comes. */
const WAIT = { timeout: 20_000 };

function whyItWaits(hub: TestHub, taskId: TaskId): string | null {
  const task = hub.core.now.tasks.get(taskId);
  const at = { wall: 0, steady: performance.now() };
  return task === undefined ? null : (whyWaiting(hub.core.now, task, at)[0]?.text ?? null);
}

function committed<Type extends FleetEvent['type']>(hub: TestHub, type: Type) {
  return expect.poll(() => hub.committed(type), WAIT);
}

/** Asks the first task to come back after so many seconds, and runs whatever is asked after it. */
function busyServer(seconds: string) {
  let busy = true;
  return modelServer(({ path }) => {
    if (path === '/v1/models') return json({ data: [{ id: 'm' }] });
    if (!busy) return openaiAnswer({ text: ['Done.'] });
    busy = false;
    return { ...json({ error: { message: 'Slow down.' } }, 429), headers: { 'retry-after': seconds } };
  });
}

const prompt = { work: { kind: 'prompt' }, tier: 'standard' } as const;

describe('a model server, its tasks and the hub', () => {
  it('that wants a key runs tasks of agents that have it, though the hub has none', async () => {
    const done = openaiAnswer({ text: ['Done.'] });
    const server = await modelServer(({ path, key }) => {
      if (key !== 'Bearer K') return json({ error: { message: 'Unauthorized' } }, 401);
      return path === '/v1/chat/completions' ? done : json({ data: [{ id: 'm' }] });
    });
    const hub = await testHub();
    const key = { file: 'key' };
    await addAgent(hub, 'Rowan', { executors: [{ kind: 'openai', key, keyOrigins: [server.url] }] });
    expect(await addEndpoint(hub, 'openai', server.url, ['m'])).toMatchObject({
      health: 'healthy',
      note: expect.stringContaining('It wants a key; agents have their own.'),
    });
    await hub.submit({ description: 'Say it', ...prompt });
    await committed(hub, 'task.completed').toMatchObject([
      { result: { summary: 'Done.', model: expect.anything() } },
    ]);
  });

  it('that wants a key is left to an agent that has it, where another was asked first', async () => {
    const server = await modelServer(({ path, key }) => {
      if (key !== 'Bearer K') return json({ error: { message: 'Unauthorized' } }, 401);
      return path === '/v1/chat/completions'
        ? openaiAnswer({ text: ['Done.'] })
        : json({ data: [{ id: 'm' }] });
    });
    const hub = await testHub({ settings: { retrySeconds: 300 } });
    await addEndpoint(hub, 'openai', server.url, ['m']);
    await addAgent(hub, 'Rowan', { executors: [{ kind: 'openai' }] });
    await hub.submit({ description: 'Say it', ...prompt, retries: 1 });
    await committed(hub, 'attempt.ended').toMatchObject([
      { reason: 'failed', next: 'queued', error: expect.stringContaining('This agent has no key for it.') },
    ]);
    const key = { file: 'key' };
    await addAgent(hub, 'Alder', { executors: [{ kind: 'openai', key, keyOrigins: [server.url] }] });
    await committed(hub, 'agent.connected').toHaveLength(2);
    hub.pass(300_000);
    await committed(hub, 'task.completed').toMatchObject([{ agentId: 'ag_alder' }]);
  });

  /** Of its models, only the second has a price. */
  const keyed = () =>
    modelServer(({ path, key }) => {
      if (key !== 'Bearer K') return json({ error: { message: 'Unauthorized' } }, 401);
      return path === '/v1/chat/completions'
        ? openaiAnswer({ text: ['Done.'], model: 'wren-2' })
        : json({ object: 'list', data: [{ id: 'whisper-1' }, { id: 'wren-2' }, { id: 'wren-3' }] });
    });
  const rates = { input: 1, output: 2, cacheRead: 1, cacheWrite: 1 };
  const price = { model: 'wren-2', from: '2026-01-01', currency: 'USD', ...rates };

  it.each([
    ['the first it knows the price of', { prices: [price] }, 'wren-2'],
    ['the first', {}, 'whisper-1'],
  ])(
    'that wants a key, and whose models nobody names, runs tasks with %s among those it lists to an agent',
    async (_, more, model) => {
      const server = await keyed();
      const hub = await testHub();
      const openai = { kind: 'openai', key: { file: 'key' }, keyOrigins: [server.url] };
      await addAgent(hub, 'Rowan', { executors: [openai], ...more });
      expect(await addEndpoint(hub, 'openai', server.url)).toMatchObject({
        health: 'healthy',
        note: expect.stringContaining('Each asks it for its models'),
      });
      await hub.submit({ description: 'Say it', ...prompt, retries: 0 });
      await committed(hub, 'task.completed').toMatchObject([{ generation: 1, result: { summary: 'Done.' } }]);
      const chat = server.asked.find(({ path }) => path === '/v1/chat/completions');
      expect(chat?.body).toContain(`"model":"${model}"`);
      expect(hub.committed('task.assigned')[0]?.decision).toMatchObject({
        target: { kind: 'openai', model: null },
        because: [
          expect.stringContaining('a model that the agent finds there'),
          expect.anything(),
          expect.anything(),
        ],
      });
    },
  );

  it('that wants a key is left to an agent that has it also where the model is still to be found', async () => {
    const server = await keyed();
    const hub = await testHub({ settings: { retrySeconds: 0 } });
    await addEndpoint(hub, 'openai', server.url);
    await addAgent(hub, 'Rowan', { executors: [{ kind: 'openai' }] });
    await hub.submit({ description: 'Say it', ...prompt, retries: 5 });
    await expect
      .poll(() => hub.committed('attempt.ended')[0]?.error, WAIT)
      .toContain('This agent has no key for it.');
    const key = { file: 'key' };
    await addAgent(hub, 'Alder', { executors: [{ kind: 'openai', key, keyOrigins: [server.url] }] });
    await committed(hub, 'task.completed').toMatchObject([{ agentId: 'ag_alder' }]);
  });

  it('that asks to come back later when it is asked for its models is waited for: no retry is used', async () => {
    let busy = true;
    const server = await modelServer(({ path, key }) => {
      if (key !== 'Bearer K') return json({ error: { message: 'Unauthorized' } }, 401);
      if (path === '/v1/chat/completions') return openaiAnswer({ text: ['Done.'] });
      if (!busy) return json({ data: [{ id: 'm' }] });
      busy = false;
      return { ...json({ error: { message: 'Slow down.' } }, 429), headers: { 'retry-after': '1' } };
    });
    const hub = await testHub();
    const openai = { kind: 'openai', key: { file: 'key' }, keyOrigins: [server.url] };
    await addAgent(hub, 'Rowan', { executors: [openai] });
    await addEndpoint(hub, 'openai', server.url);
    await hub.submit({ description: 'Say it', ...prompt, retries: 0 });
    await committed(hub, 'task.completed').toMatchObject([{ generation: 1 }]);
  });

  it('that lists no models has nothing for a task, and says so to the one that waits', async () => {
    const server = await modelServer(() => json({ data: [] }));
    const hub = await testHub();
    await addAgent(hub, 'Rowan', { executors: [{ kind: 'openai' }] });
    expect(await addEndpoint(hub, 'openai', server.url)).toMatchObject({ health: 'unhealthy' });
    const taskId = await hub.submit({ description: 'Say it', ...prompt });
    await expect.poll(() => whyItWaits(hub, taskId), WAIT).toContain('It lists no models.');
  });

  it('whose first model can’t call tools runs tasks with the next', async () => {
    const server = await modelServer(({ path, body }) => {
      if (path === '/api/tags')
        return json({
          models: [
            { name: 'gemma2:2b', digest: 'a' },
            { name: 'qwen3:8b', digest: 'b' },
          ],
        });
      if (path === '/api/show')
        return json({ capabilities: body.includes('qwen3') ? ['completion', 'tools'] : ['completion'] });
      if (path !== '/api/chat') return json({}, 404);
      return body.includes('gemma2')
        ? json({ error: 'registry.ollama.ai/library/gemma2:2b does not support tools' }, 400)
        : ollamaAnswer({ text: ['Done.'] }, 'qwen3:8b');
    });
    const hub = await testHub();
    await addAgent(hub, 'Rowan', { executors: [{ kind: 'ollama' }] });
    await addEndpoint(hub, 'ollama', server.url);
    await hub.submit({ description: 'Say it', ...prompt, retries: 0 });
    await committed(hub, 'task.completed').toMatchObject([{ generation: 1, result: { model: 'qwen3:8b' } }]);
  });

  it('that asks to come back later is waited for: no retry is used', async () => {
    const server = await busyServer('1');
    const hub = await testHub();
    await addAgent(hub, 'Rowan', { executors: [{ kind: 'openai' }] });
    await addEndpoint(hub, 'openai', server.url);
    await hub.submit({ description: 'Say it', ...prompt, retries: 0 });
    await committed(hub, 'task.completed').toMatchObject([{ generation: 1 }]);
    expect(server.asked.filter(({ path }) => path === '/v1/chat/completions')).toHaveLength(2);
  });

  it('that asks to come back later gets no other task until then, which says why', async () => {
    const server = await busyServer('600');
    const hub = await testHub();
    for (const name of ['Rowan', 'Alder']) await addAgent(hub, name, { executors: [{ kind: 'openai' }] });
    await committed(hub, 'agent.connected').toHaveLength(2);
    await addEndpoint(hub, 'openai', server.url);
    await hub.submit({ description: 'Say it', ...prompt, retries: 0 });
    await expect.poll(() => hub.core.now.pauses.size, WAIT).toBe(1);
    const taskId = await hub.submit({ description: 'Say it too', ...prompt, retries: 0 });
    expect(whyItWaits(hub, taskId)).toMatch(
      /^cellar asked us to try again later; it gets tasks again in \d+ (s|min)\.$/,
    );
    hub.pass(600_000);
    await committed(hub, 'task.completed').toContainEqual(expect.objectContaining({ taskId }));
  });
});

/** Works on and on, with a model that no price table knows. */
const endless = () =>
  messagesAnswer({
    model: 'finch-large-1',
    tokensIn: 180_000,
    tokensOut: 4_000,
    calls: [{ name: 'list_files', input: { path: '.' } }],
  });
const half = { money: { micros: 500_000, currency: 'USD' }, tokens: null, minutes: null };
const executors = (url: string, more: object = {}) => ({
  executors: [{ kind: 'messages-api', models: ['finch-large-1'], url, key: { file: 'key' }, ...more }],
  limits: { turns: 6 },
});

describe('a money budget and a model without a price', () => {
  it('end after the first answer, and the task says why', async () => {
    const server = await modelServer(endless);
    const hub = await testHub();
    await addAgent(hub, 'Rowan', executors(server.url));
    await hub.submit({ description: 'loop', ...prompt, tier: 'complex', retries: 2, budget: half });
    await committed(hub, 'attempt.ended').toMatchObject([
      { reason: 'budget', next: 'dead-letter', error: expect.stringContaining('can’t be watched') },
    ]);
    expect(server.asked).toHaveLength(1);
  });

  it('go on where the hub may only warn', async () => {
    const server = await modelServer(endless);
    const hub = await testHub({ settings: { unknownCost: 'warn' } });
    await addAgent(hub, 'Rowan', executors(server.url));
    await hub.submit({ description: 'loop', ...prompt, tier: 'complex', retries: 0, budget: half });
    await committed(hub, 'attempt.ended').toMatchObject([{ reason: 'failed', spent: { cost: null } }]);
    expect(server.asked).toHaveLength(6);
  });

  it('go on where a plan pays whatever is used: it costs nothing more', async () => {
    const server = await modelServer(endless);
    const hub = await testHub();
    await addAgent(hub, 'Rowan', executors(server.url, { flatRate: true }));
    await hub.submit({ description: 'loop', ...prompt, tier: 'complex', retries: 0, budget: half });
    await committed(hub, 'attempt.ended').toMatchObject([
      { reason: 'failed', spent: { cost: { micros: 0 }, tokensIn: 6 * 180_000 } },
    ]);
  });

  it('end a command-line agent that tells nothing of its cost before a further try', async () => {
    const hub = await testHub();
    const own = {
      kind: 'command',
      profile: 'mute',
      command: ['sh', '-c', 'echo tried; exit 1'],
      output: 'text',
    };
    await addAgent(hub, 'Rowan', { executors: [own] });
    await hub.submit({ description: 'Try', ...prompt, tier: 'complex', retries: 2, budget: half });
    await committed(hub, 'attempt.ended').toMatchObject([{ reason: 'budget', next: 'dead-letter' }]);
    expect(hub.committed('attempt.ended')[0]?.error).toContain('exit code 1');
  });
});

it('checks that print for longer than anything may be silent are no stuck work, and are shown', async () => {
  const hub = await testHub({ settings: { stuckMinutes: 1 } });
  await addAgent(hub, 'Rowan', {});
  // Each line comes in a frame of its own: the next waits until the one before was seen.
  const folder = tempFolder();
  const loop = `for i in 1 2 3 4 5 6; do echo "test $i ok"; while [ -d ${folder} ] && [ ! -f ${folder}/$i ]; do sleep 0.05; done; done`;
  const taskId = await hub.submit({
    description: 'Change it and run the long test suite',
    work: { kind: 'shell', command: 'echo changed' },
    retries: 0,
    verification: [{ type: 'test_passes', command: loop }],
  });
  const lines = (): string[] => (hub.output.read(taskId, 1)?.lines ?? []).map(({ text }) => text);
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await expect.poll(lines, WAIT).toContain(`test ${n} ok`);
    hub.pass(50_000);
    writeFileSync(join(folder, String(n)), '');
  }
  await committed(hub, 'task.completed').toMatchObject([{ result: { verified: true } }]);
  expect(hub.committed('attempt.ended')).toEqual([]);
  expect(hub.committed('task.transcript')[0]?.lines.map(({ text }) => text)).toContain('test 6 ok');
});
