import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { EndpointId } from '../../../core/kernel/ids.ts';
import type { SidecarSettings } from '../../../sidecar/config-schema.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { openaiAnswer } from '../../support/simulators/openai-simulator.ts';
import { startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Settings = Partial<z.input<typeof SidecarSettings>>;

async function bench(
  options: { settings?: Settings; env?: Record<string, string>; path?: string; model?: string } = {},
) {
  const server = await startScriptedServer();
  const folder = tempFolder();
  const target = {
    kind: 'openai' as const,
    endpointId: EndpointId.parse('en_1'),
    url: `${server.url}${options.path ?? ''}`,
    model: options.model ?? 'wren-2',
  };
  const settings = options.settings ?? { executors: [{ kind: 'openai' as const }] };
  const host = executorHost(folder, settings, { ...process.env, ...options.env });
  const executor = await executorFor(target, host);
  return { server, folder, executor, options: { assignment: assignmentFor(target), folder } };
}

test('a model writes a file through a tool call; a server of our own without a price costs nothing', async () => {
  const { server, folder, executor, options } = await bench();
  server.script(
    openaiAnswer({
      text: ['On ', 'it.'],
      calls: [
        { name: 'write_file', input: { path: 'hello.txt', content: 'Ahoi\n' } },
        { name: 'read_file', input: { path: 'hello.txt' } },
      ],
      tokensIn: 200,
      cachedIn: 150,
      tokensOut: 30,
    }),
    openaiAnswer({ text: ['Done.'], tokensIn: 260, tokensOut: 4 }),
  );
  const run = startRun(executor, options);

  expect(await run.outcome).toEqual({ ok: true, summary: 'Done.', model: 'wren-2' });
  expect(readFileSync(join(folder, 'hello.txt'), 'utf8')).toBe('Ahoi\n');
  expect(run.spent()).toEqual({ cost: { micros: 0, currency: 'USD' }, tokensIn: 460, tokensOut: 34 });
  expect(server.received[1]).toMatchObject({
    path: '/v1/chat/completions',
    body: {
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system' },
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ id: 'call_0', type: 'function' }, { id: 'call_1' }] },
        { role: 'tool', tool_call_id: 'call_0', content: 'hello.txt is written.' },
        { role: 'tool', tool_call_id: 'call_1', content: 'Ahoi\n' },
      ],
    },
  });
});

test('a model with a price costs it, whoever passes the request on', async () => {
  const { server, executor, options } = await bench({ model: 'gpt-5.4-mini', path: '/v1/' });
  server.script(
    openaiAnswer({
      model: 'gpt-5.4-mini-2026-03-17',
      text: ['Done.'],
      tokensIn: 1000,
      cachedIn: 600,
      tokensOut: 100,
    }),
  );
  const run = startRun(executor, options);
  await run.outcome;
  // 0.75 and 4.50 dollars per million tokens, 0.075 for what came from the cache.
  expect(run.spent()?.cost).toEqual({ micros: 300 + 45 + 450, currency: 'USD' });
  expect(server.received[0]?.path).toBe('/v1/chat/completions');
});

test('the path of an address is kept as its maker gives it', async () => {
  const { server, executor, options } = await bench({ path: '/api/paas/v4' });
  server.script(openaiAnswer({ text: ['Done.'] }));
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: true });
  expect(server.received[0]?.path).toBe('/api/paas/v4/chat/completions');
});

test('prices of the host replace the built-in ones of that model', async () => {
  const own = { model: 'gpt-5.4-mini', currency: 'EUR', from: '2020-01-01' };
  const price = { ...own, input: 1_000_000, output: 2_000_000, cacheRead: 0, cacheWrite: 0 };
  const { server, executor, options } = await bench({
    model: 'gpt-5.4-mini',
    settings: { executors: [{ kind: 'openai' }], prices: [price] },
  });
  server.script(openaiAnswer({ model: 'gpt-5.4-mini', text: ['Done.'], tokensIn: 10, tokensOut: 5 }));
  const run = startRun(executor, options);
  await run.outcome;
  expect(run.spent()?.cost).toEqual({ micros: 20, currency: 'EUR' });
});

test('an answer whose tokens nobody counted makes the cost unknown for a model with a price', async () => {
  const { server, executor, options } = await bench({ model: 'gpt-5.4-mini' });
  server.script(
    openaiAnswer({ model: 'gpt-5.4-mini', calls: [{ name: 'list_files', input: {} }], tokensIn: 10 }),
    openaiAnswer({ model: 'gpt-5.4-mini', text: ['Done.'], withoutUsage: true }),
  );
  const run = startRun(executor, options);
  expect(await run.outcome).toMatchObject({ ok: true });
  expect(run.spent()).toEqual({ cost: null, tokensIn: 10, tokensOut: 40 });
});

test('the key goes to the origins it is for and to no other', async () => {
  const key = { variable: 'HARBOUR_KEY' };
  const env = { HARBOUR_KEY: 'sk-harbour-12345678', OPENAI_API_KEY: 'sk-usual-12345678' };
  const elsewhere = await bench({ env, settings: { executors: [{ kind: 'openai', key }] } });
  elsewhere.server.script(openaiAnswer({ text: ['Done.'] }));
  await startRun(elsewhere.executor, elsewhere.options).outcome;
  expect(elsewhere.server.received[0]?.headers['authorization']).toBeUndefined();

  const server = await startScriptedServer();
  const folder = tempFolder();
  const endpointId = EndpointId.parse('en_1');
  const target = { kind: 'openai' as const, endpointId, url: `${server.url}/v1`, model: 'wren-2' };
  const settings: Settings = { executors: [{ kind: 'openai', key, keyOrigins: [server.url] }] };
  const executor = await executorFor(target, executorHost(folder, settings, { ...process.env, ...env }));
  server.script({ status: 403, portions: ['{"error":{"message":"sk-harbour-12345678 may not do this"}}'] });
  expect(await startRun(executor, { assignment: assignmentFor(target), folder }).outcome).toEqual({
    ok: false,
    error: 'The OpenAI-compatible server refused (403): [hidden] may not do this.',
    retryable: false,
  });
  expect(server.received[0]?.headers['authorization']).toBe('Bearer sk-harbour-12345678');
});

test('a stream without a reason of its end broke off', async () => {
  const { server, executor, options } = await bench();
  const whole = openaiAnswer({ text: ['One', 'two'] });
  const cut = { ...whole, portions: whole.portions.slice(0, 2) };
  server.script(cut, cut);
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The answer of The OpenAI-compatible server broke off before its end.',
    retryable: true,
  });
});

test('an error in the stream, a broken chunk and arguments that are no JSON are told in words', async () => {
  const { server, executor, options } = await bench();
  server.script({ portions: ['data: {"error":{"message":"out of memory"}}\n\n'] });
  expect(await startRun(executor, options).outcome).toMatchObject({
    ok: false,
    error: 'The OpenAI-compatible server reported an error: out of memory',
  });
  server.script({ portions: ['data: {"choices":[{"del\n\n'] });
  expect(await startRun(executor, options).outcome).toMatchObject({
    ok: false,
    error: expect.stringContaining('not its documented form'),
  });

  const call = { index: 0, id: 'c', function: { name: 'list_files', arguments: '{"path":' } };
  const chunk = { choices: [{ delta: { tool_calls: [call] }, finish_reason: 'tool_calls' }] };
  server.script(
    { portions: [`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`] },
    openaiAnswer({ text: ['Done.'] }),
  );
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: true });
  expect(server.received.at(-1)?.body).toMatchObject({
    messages: expect.arrayContaining([
      { role: 'tool', tool_call_id: 'c', content: 'The input is not valid JSON.' },
    ]),
  });
});

test('a filtered answer is a refusal', async () => {
  const { server, executor, options } = await bench();
  const chunk = { choices: [{ delta: { content: 'I' }, finish_reason: 'content_filter' }] };
  server.script({ portions: [`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`] });
  expect(await startRun(executor, options).outcome).toMatchObject({
    ok: false,
    error: 'The model refused to go on.',
    retryable: false,
  });
});
