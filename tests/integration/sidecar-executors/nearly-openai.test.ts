import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EndpointId } from '../../../core/kernel/ids.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { openaiAnswer } from '../../support/simulators/openai-simulator.ts';
import { startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function bench() {
  const server = await startScriptedServer();
  const folder = tempFolder();
  const endpointId = EndpointId.parse('en_1');
  const target = { kind: 'openai' as const, endpointId, url: server.url, model: 'wren-2' };
  const executor = await executorFor(target, executorHost(folder, { executors: [{ kind: 'openai' }] }));
  const start = () => startRun(executor, { assignment: assignmentFor(target), folder });
  return { server, start, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
}

const chunk = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const writing = (path: string) => ({
  name: 'write_file',
  arguments: JSON.stringify({ path, content: path }),
});
const end = chunk({}, 'tool_calls');

test.each<[string, readonly string[]]>([
  [
    'under one index',
    [
      chunk({ tool_calls: [{ index: 0, id: 'call_a', type: 'function', function: writing('one') }] }),
      chunk({ tool_calls: [{ index: 0, id: 'call_b', type: 'function', function: writing('two') }] }),
      end,
    ],
  ],
  [
    'without an index, in one chunk with the end',
    [
      chunk(
        {
          tool_calls: [
            { id: 'a', function: writing('one') },
            { id: 'b', function: writing('two') },
          ],
        },
        'tool_calls',
      ),
    ],
  ],
  [
    'without an id, the input as an object',
    [
      chunk({
        tool_calls: [
          { index: 0, function: { name: 'write_file', arguments: { path: 'one', content: 'one' } } },
        ],
      }),
      chunk({
        tool_calls: [
          { index: 0, function: { name: 'write_file', arguments: { path: 'two', content: 'two' } } },
        ],
      }),
      end,
    ],
  ],
])('two calls that come %s are two', async (_, portions) => {
  const { server, start, read } = await bench();
  server.script({ portions: [...portions, 'data: [DONE]\n\n'] }, openaiAnswer({ text: ['Done.'] }));
  expect(await start().outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect([read('one'), read('two')]).toEqual(['one', 'two']);
});

test('an answer that comes whole instead of streamed is read', async () => {
  const { server, start, read } = await bench();
  const whole = (message: object, finish_reason: string) => ({
    headers: { 'content-type': 'application/json' },
    portions: [JSON.stringify({ model: 'wren-2', choices: [{ message, finish_reason }] }, null, 1)],
  });
  server.script(
    whole({ content: null, tool_calls: [{ id: 'a', function: writing('one') }] }, 'tool_calls'),
    whole({ content: [{ type: 'text', text: 'Done.' }] }, 'stop'),
  );
  expect(await start().outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(read('one')).toBe('one');
});

test('a page of something else with status 200 is told in its words', async () => {
  const { server, start } = await bench();
  server.script({ portions: ['<!doctype html>\n<title>Sign in to the network</title>\n'] });
  expect(await start().outcome).toEqual({
    ok: false,
    error: 'The OpenAI-compatible server sent something that is not its documented form: <!doctype html>',
    retryable: true,
  });
});

test('a reason that tells of a failure is no end, one that tells of too much to do is waited for', async () => {
  const { server, start } = await bench();
  const text = chunk({ content: 'I' });
  server.script({ portions: [text, chunk({}, 'error')] }, { portions: [text, chunk({}, 'abort')] });
  expect(await start().outcome).toMatchObject({
    ok: false,
    error: 'The answer of The OpenAI-compatible server broke off before its end.',
  });
  server.script(
    { portions: [text, chunk({}, 'insufficient_system_resource')] },
    openaiAnswer({ text: ['Done.'] }),
  );
  const run = start();
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(run.laters).toHaveLength(1);
});
