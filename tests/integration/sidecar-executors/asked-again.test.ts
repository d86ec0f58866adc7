import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { priceTable } from '../../../core/domain/fleet/money/price-table.ts';
import { createHttpClient } from '../../../node/http/http-client.ts';
import { createMessagesExecutor } from '../../../sidecar/executors/models/messages-executor.ts';
import { createOllamaExecutor } from '../../../sidecar/executors/models/ollama-executor.ts';
import { createOpenaiExecutor } from '../../../sidecar/executors/models/openai-executor.ts';
import { assignmentFor, shownOn, startRun } from '../../support/simulators/executor-harness.ts';
import { messagesAnswer, messagesRefusal, serverEvent } from '../../support/simulators/messages-simulator.ts';
import { ollamaAnswer } from '../../support/simulators/ollama-simulator.ts';
import { openaiAnswer } from '../../support/simulators/openai-simulator.ts';
import { type ScriptedAnswer, startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const model = 'claude-sonnet-4-5';
const assignment = assignmentFor({ kind: 'messages-api', model });

/** Executors whose pauses are over at once, and remembered. */
async function bench() {
  const server = await startScriptedServer();
  const folder = tempFolder();
  const pauses: number[] = [];
  const deps = {
    timekeeper: { moment: () => ({ wall: Date.now(), steady: performance.now() }) },
    entropy: { bytes: (count: number) => randomBytes(count) },
    http: createHttpClient({}),
    env: process.env,
    secretVariables: [],
    prices: priceTable,
    turns: 40,
    conversationBytes: 1024 * 1024,
    silentSeconds: 30,
    async pause(milliseconds: number) {
      pauses.push(milliseconds);
    },
  };
  const { url } = server;
  const start = (kind: 'messages' | 'openai' | 'ollama' = 'messages') => {
    const executor = {
      messages: () =>
        createMessagesExecutor({ url, key: 'sk-ant-test-0123456789', model, maxTokens: 999 }, deps),
      openai: () => createOpenaiExecutor({ url, key: null, model: 'wren-2' }, deps),
      ollama: () =>
        createOllamaExecutor({ url, model: 'finch:8b', contextTokens: null, loadSeconds: 60 }, deps),
    }[kind]();
    return startRun(executor, { assignment, folder });
  };
  return { server, start, pauses, folder };
}

const write = (path: string) => ({ calls: [{ name: 'write_file', input: { path, content: path } }] });
const limit = (headers: Readonly<Record<string, string>>) =>
  messagesRefusal(429, 'rate_limit_error', 'Slow down', headers);

test('a server that names a time is asked again then, however long it is, and the hub hears of it', async () => {
  const { server, start, pauses } = await bench();
  const date = new Date(Date.now() + 40_000).toUTCString();
  server.script(
    limit({ 'retry-after': '90' }),
    limit({ 'retry-after': date }),
    limit({ 'retry-after': '18000' }),
    messagesAnswer({ text: ['Done.'] }),
  );
  const run = start();
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(pauses[0]).toBe(90_000);
  expect(pauses[1]).toBeGreaterThan(36_000);
  expect(pauses[1]).toBeLessThanOrEqual(41_000);
  expect(pauses[2]).toBe(18_000_000);
  expect(run.laters.map(({ waitMs }) => waitMs)).toEqual(pauses);
  expect(run.laters[0]).toMatchObject({
    model,
    reason: 'The Messages API refused (429): Slow down. Trying again in 90 s.',
  });
  expect(run.waits.filter((reason) => reason === null)).toHaveLength(3);
  expect(new Set(server.received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test('a server that fails is tried five times, and is nobody else’s business', async () => {
  const { server, start, pauses } = await bench();
  server.script(...Array.from({ length: 5 }, () => messagesRefusal(500, 'api_error', 'Internal error')));
  const run = start();
  expect(await run.outcome).toEqual({
    ok: false,
    error: 'The Messages API refused (500): Internal error.',
    retryable: true,
  });
  expect(pauses).toHaveLength(4);
  expect(run.laters).toEqual([]);
});

test('without a time it is asked for half an hour', async () => {
  const { server, start, pauses } = await bench();
  server.script(...Array.from({ length: 60 }, () => messagesRefusal(529, 'overloaded_error', 'Overloaded')));
  expect(await start().outcome).toMatchObject({
    ok: false,
    error: expect.stringMatching(/Overloaded\. It still said so after 30 minutes\.$/),
    retryable: true,
  });
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(30 * 60_000);
});

const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

test('an overload in the middle of an answer costs that answer and nothing before it', async () => {
  const { server, start, folder } = await bench();
  const cut = messagesAnswer({ text: ['All ', 'three'], ...write('four.txt'), tokensIn: 5000 });
  const broken: ScriptedAnswer = { ...cut, portions: [...cut.portions.slice(0, 9), serverEvent(overloaded)] };
  server.script(
    ...['one.txt', 'two.txt', 'three.txt'].map((path) => messagesAnswer({ ...write(path), tokensIn: 5000 })),
    broken,
    messagesAnswer({ text: ['Done.'], tokensIn: 5000 }),
  );
  const run = start();
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(server.received).toHaveLength(5);
  expect(server.received[4]?.body).toEqual(server.received[3]?.body);
  expect(readdirSync(folder).sort()).toEqual(['one.txt', 'three.txt', 'two.txt']);
  expect(run.spent()?.tokensIn).toBe(20_000);
  expect(shownOn(run, 'note')).toEqual([expect.stringContaining('broke off here')]);
  expect(run.laters).toHaveLength(1);
});

test.each([
  ['an event', 'event: error\ndata: {"error":{"message":"Overloaded","type":"overloaded"}}\n\n'],
  ['a data line', 'data: {"error":{"message":"Too many requests","code":429}}\n\n'],
  ['a line of its own', '{"error":{"message":"Too many requests","code":429}}\n'],
])('an OpenAI-compatible server tells of an overload in %s', async (_, told) => {
  const { server, start } = await bench();
  const { portions } = openaiAnswer({ text: ['On ', 'it'] });
  server.script({ portions: [...portions.slice(0, 2), told] }, openaiAnswer({ text: ['Done.'] }));
  const run = start('openai');
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(run.laters).toHaveLength(1);
});

test.each([
  ['messages', '{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}'],
  ['openai', '{\n "error": {\n  "message": "Slow down",\n  "code": "rate_limit_exceeded"\n }\n}\n'],
  ['ollama', '{"error":{"message":"Slow down","code":429}}'],
] as const)('an error with status 200 in place of an answer is no answer (%s)', async (kind, body) => {
  const { server, start } = await bench();
  const done = { messages: messagesAnswer, openai: openaiAnswer, ollama: ollamaAnswer }[kind];
  server.script({ portions: [body] }, done({ text: ['Done.'] }));
  const run = start(kind);
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(run.laters[0]?.reason).toContain('Slow down');
});

const nothing: Readonly<Record<'messages' | 'openai' | 'ollama', ScriptedAnswer>> = {
  messages: messagesAnswer({ thinking: 'I should write the file.' }),
  openai: openaiAnswer({ text: [' \n'] }),
  ollama: ollamaAnswer({}),
};

test.each(['messages', 'openai', 'ollama'] as const)(
  'an empty answer is asked for once more, and twice is a failure (%s)',
  async (kind) => {
    const done = { messages: messagesAnswer, openai: openaiAnswer, ollama: ollamaAnswer }[kind];
    const { server, start } = await bench();
    server.script(nothing[kind], done({ text: ['Done.'] }));
    expect(await start(kind).outcome).toMatchObject({ ok: true, summary: 'Done.' });
    expect(server.received[1]?.body).toEqual(server.received[0]?.body);

    server.script(nothing[kind], nothing[kind]);
    expect(await start(kind).outcome).toEqual({
      ok: false,
      error: 'The model answered with nothing, twice: it neither said nor did anything.',
      retryable: true,
    });
  },
);

test('a model that did its work and has nothing to say about it is done', async () => {
  const { server, start } = await bench();
  server.script(ollamaAnswer(write('one.txt')), ollamaAnswer({}));
  expect(await start('ollama').outcome).toMatchObject({ ok: true, summary: '' });
});
