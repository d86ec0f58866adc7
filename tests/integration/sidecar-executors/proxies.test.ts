import { expect, test } from 'vitest';
import {
  assignmentFor,
  executorFor,
  executorHost,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { messagesAnswer } from '../../support/simulators/messages-simulator.ts';
import { startProxy } from '../../support/simulators/proxy.ts';
import { startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const target = { kind: 'messages-api', model: 'claude-sonnet-4-5' } as const;
/** Nothing listens here: only a proxy knows the way. */
const API = 'http://127.0.0.1:9';

async function outcomeWith(env: Readonly<Record<string, string>>, url = API) {
  const folder = tempFolder();
  const host = executorHost(
    folder,
    { executors: [{ kind: 'messages-api', models: [target.model], url }] },
    { ANTHROPIC_API_KEY: 'sk-ant-test-0123456789', ...env },
  );
  const run = startRun(await executorFor(target, host), { assignment: assignmentFor(target), folder });
  return await run.outcome;
}

test.each([
  ['HTTP_PROXY', (url: string) => url],
  ['http_proxy', (url: string) => url.replace('http://', '')],
  ['ALL_PROXY', (url: string) => url],
])('requests go through the proxy of %s', async (name, spelled) => {
  const api = await startScriptedServer();
  const proxy = await startProxy(api.url);
  api.script(messagesAnswer({ text: ['Done.'] }));
  expect(await outcomeWith({ [name]: spelled(proxy.url) })).toMatchObject({ ok: true, summary: 'Done.' });
  expect(proxy.seen).toEqual([`POST ${API}/v1/messages`]);
});

test('addresses of NO_PROXY are asked directly', async () => {
  const api = await startScriptedServer();
  const proxy = await startProxy(api.url);
  api.script(messagesAnswer({ text: ['Done.'] }));
  const env = { HTTP_PROXY: proxy.url, no_proxy: 'example.com,127.0.0.1' };
  expect(await outcomeWith(env, api.url)).toMatchObject({ ok: true });
  expect(proxy.seen).toEqual([]);
});
