import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EndpointId } from '../../../core/kernel/ids.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  shownOn,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { openaiAnswer } from '../../support/simulators/openai-simulator.ts';
import { startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function bench() {
  const server = await startScriptedServer();
  const folder = tempFolder();
  const target = {
    kind: 'openai' as const,
    endpointId: EndpointId.parse('en_1'),
    url: server.url,
    model: 'wren-2',
  };
  const executor = await executorFor(target, executorHost(folder, { executors: [{ kind: 'openai' }] }));
  const start = () => startRun(executor, { assignment: assignmentFor(target), folder });
  return { server, folder, start };
}

const call = (name: string, input: object) => openaiAnswer({ calls: [{ name, input }] });
const read = (path: string) => call('read_file', { path });
const times = <Value>(count: number, value: (n: number) => Value) =>
  Array.from({ length: count }, (_, n) => value(n));

test('a model that repeats calls with the same results is told so, then ended long before its turns are used', async () => {
  const { server, folder, start } = await bench();
  for (const name of ['a', 'b']) writeFileSync(join(folder, name), name);
  server.script(...times(30, (n) => read(n % 2 === 0 ? 'a' : 'b')));
  expect(await start().outcome).toMatchObject({
    ok: false,
    error: expect.stringContaining('went in circles: 10 answers in a row'),
  });
  expect(server.received).toHaveLength(12);
  expect(JSON.stringify(server.received[7]?.body)).toContain('Do something else');
  expect(JSON.stringify(server.received[6]?.body)).not.toContain('Do something else');
});

test('the same call with other results, or between other work, is progress', async () => {
  const { server, folder, start } = await bench();
  const command = 'echo x >> count; wc -l < count';
  server.script(
    ...times(14, () => call('run_command', { command })),
    ...times(14, (n) =>
      n % 2 === 0 ? read('count') : call('write_file', { path: 'note', content: `${n}` }),
    ),
    openaiAnswer({ text: ['Done.'] }),
  );
  expect(await start().outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(readFileSync(join(folder, 'count'), 'utf8')).toHaveLength(28);
});

test('a model whose answers are always cut before a call is complete is ended after three', async () => {
  const { server, start } = await bench();
  server.script(...times(9, () => openaiAnswer({ text: ['I begin'], cutAtLength: true })));
  expect(await start().outcome).toMatchObject({
    ok: false,
    error: expect.stringContaining('cut off at the limit'),
  });
  expect(server.received).toHaveLength(3);
});

const tooLong = (error: object, status = 400) => ({
  status,
  headers: { 'content-type': 'application/json' },
  portions: [JSON.stringify({ error })],
});

test.each([
  [
    {
      message:
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
      code: 'context_length_exceeded',
    },
  ],
  [
    {
      message: 'the request exceeds the available context size, try increasing it',
      type: 'exceed_context_size_error',
    },
  ],
  [{ message: 'Range of input length should be [1, 202745]' }],
  [{ message: 'prompt is too long: 210000 tokens > 200000 maximum', type: 'invalid_request_error' }],
  [{ message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048575).' }],
])('a conversation that the model can’t take in goes on with less of it: %j', async (error) => {
  const { server, folder, start } = await bench();
  writeFileSync(join(folder, 'long'), 'word '.repeat(8_000));
  server.script(read('long'), tooLong(error), tooLong(error), openaiAnswer({ text: ['Done.'] }));
  const run = start();
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(shownOn(run, 'note')).toContainEqual(expect.stringContaining('larger than the model can take in'));
  const sizes = server.received.map(({ body }) => JSON.stringify(body).length);
  expect(sizes[3]).toBeLessThan((sizes[1] ?? 0) / 2);
});

test('a task that is too long by itself says so, with what to do, and is not tried again', async () => {
  const { server, start } = await bench();
  server.script(
    tooLong({ message: 'the request exceeds the available context size', type: 'exceed_context_size_error' }),
  );
  expect(await start().outcome).toEqual({
    ok: false,
    error: expect.stringContaining('use a model with a larger context, or make the task smaller'),
    retryable: false,
  });
});

test('a limit of tokens for a minute is no full context', async () => {
  const { server, start } = await bench();
  const error = {
    message: 'This request would exceed the context of your rate limit of 30,000 input tokens per minute.',
    type: 'rate_limit_error',
  };
  server.script(
    { ...tooLong(error, 429), headers: { 'retry-after': '0' } },
    openaiAnswer({ text: ['Done.'] }),
  );
  expect(await start().outcome).toMatchObject({ ok: true });
});

const written = JSON.stringify({ name: 'write_file', arguments: { path: 'made', content: 'x' } });

test.each([
  ['alone', written],
  ['in a block', `I write it.\n\n\`\`\`json\n${written}\n\`\`\``],
  ['between marks', `<tool_call>\n${written}\n</tool_call>`],
  ['as tags', '<function=write_file>\n<parameter=path>made</parameter>\n</function>'],
])('a call that the server left in the text %s is no finished work', async (_, text) => {
  const { server, folder, start } = await bench();
  server.script(openaiAnswer({ text: [text] }));
  expect(await start().outcome).toEqual({
    ok: false,
    error: expect.stringContaining('wrote the call of a tool as text'),
    retryable: true,
  });
  expect(existsSync(join(folder, 'made'))).toBe(false);
});

test('words about tools, and JSON that is no call, are an answer', async () => {
  const { server, start } = await bench();
  const text =
    'Nothing was to do: write_file is not needed.\n\n```json\n{"name": "beacon", "arguments": []}\n```';
  server.script(openaiAnswer({ text: [text] }));
  expect(await start().outcome).toMatchObject({ ok: true });
});
