import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Executor } from '../../../sidecar/executors/executor.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  type RunOptions,
  shownOn,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { messagesAnswer, messagesRefusal, serverEvent } from '../../support/simulators/messages-simulator.ts';
import {
  type ScriptedServer,
  silence,
  startScriptedServer,
} from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const KEY = 'sk-ant-test-0123456789';
const target = { kind: 'messages-api', model: 'claude-sonnet-4-5' } as const;
const assignment = assignmentFor(target);

async function bench(limits: object = {}): Promise<{
  server: ScriptedServer;
  executor: Executor;
  options: RunOptions;
  folder: string;
}> {
  const server = await startScriptedServer();
  const folder = tempFolder();
  const host = executorHost(
    tempFolder(),
    { executors: [{ kind: 'messages-api', models: ['claude-sonnet-4-5'], url: server.url }], limits },
    { ...process.env, ANTHROPIC_API_KEY: KEY },
  );
  return { server, executor: await executorFor(target, host), options: { assignment, folder }, folder };
}

test('a model writes a file through a tool call, and its use and cost are counted with the caches', async () => {
  const { server, executor, options, folder } = await bench();
  server.script(
    messagesAnswer({
      thinking: 'A greeting is wanted.',
      text: ['I write ', 'it. ', '⚓'],
      calls: [{ name: 'write_file', input: { path: 'out/hello.txt', content: 'Ahoi ⚓\n' } }],
      tokensIn: 1000,
      cacheWrite: 2000,
      tokensOut: 300,
    }),
    messagesAnswer({ text: ['Done.'], tokensIn: 10, cacheRead: 3000, tokensOut: 20 }),
  );
  const run = startRun(executor, options);

  expect(await run.outcome).toEqual({ ok: true, summary: 'Done.', model: 'claude-sonnet-4-5-20250929' });
  expect(readFileSync(join(folder, 'out/hello.txt'), 'utf8')).toBe('Ahoi ⚓\n');
  expect(run.spent()).toEqual({
    // 3 and 15 dollars per million tokens, 3.75 to write to the cache, 0.30 to read from it.
    cost: { micros: 3000 + 7500 + 4500 + (30 + 900 + 300), currency: 'USD' },
    tokensIn: 1000 + 2000 + 10 + 3000,
    tokensOut: 320,
  });
  expect(shownOn(run, 'model')).toEqual(['I write it. ⚓', 'Done.']);
  expect(shownOn(run, 'tool')).toEqual([
    'write_file {"path":"out/hello.txt","content":"Ahoi ⚓\\n"}',
    '✓ write_file: out/hello.txt is written.',
  ]);
  expect(run.notes).toEqual(['turn 1 of at most 40', 'turn 2 of at most 40']);
});

test('requests have the documented form, and thinking is given back unchanged with the tool result', async () => {
  const { server, executor, options } = await bench();
  server.script(
    messagesAnswer({ thinking: 'Look first.', calls: [{ name: 'list_files', input: {} }] }),
    messagesAnswer({ text: ['Nothing there.'] }),
  );
  await startRun(executor, options).outcome;

  const [first, second] = server.received;
  expect(first).toMatchObject({
    method: 'POST',
    path: '/v1/messages',
    headers: { 'x-api-key': KEY, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
    body: {
      model: 'claude-sonnet-4-5',
      stream: true,
      max_tokens: 8192,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Greet the harbour' }] }],
    },
  });
  expect(second?.body).toMatchObject({
    messages: [
      { role: 'user' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Look first.', signature: 'c2lnbmF0dXJl' },
          { type: 'tool_use', id: 'toolu_0', name: 'list_files', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'toolu_0',
            content: '[nothing in it]',
            is_error: false,
            cache_control: { type: 'ephemeral' },
          },
        ],
      },
    ],
  });
});

test('a fix run goes on with the conversation of the run before', async () => {
  const { server, executor, options } = await bench();
  server.script(messagesAnswer({ text: ['Done.'] }), messagesAnswer({ text: ['Fixed.'] }));
  await startRun(executor, options).outcome;
  const fix = startRun(executor, { ...options, run: 2, prompt: 'The check failed.' });

  expect(await fix.outcome).toMatchObject({ ok: true, summary: 'Fixed.' });
  expect(server.received[1]?.body).toMatchObject({
    messages: [
      { role: 'user', content: [{ text: 'Greet the harbour' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
      { role: 'user', content: [{ text: 'The check failed.' }] },
    ],
  });
  expect(fix.spent()).toMatchObject({ tokensIn: 100, tokensOut: 50 });
});

test('a refused key is not tried again, and no key is repeated in the words', async () => {
  const { server, executor, options } = await bench();
  server.script(
    messagesRefusal(401, 'authentication_error', `invalid x-api-key ${KEY} (Bearer abcdefgh1234)`),
  );
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The Messages API refused (401): invalid x-api-key [hidden] (Bearer [hidden]).',
    retryable: false,
  });
  expect(server.received).toHaveLength(1);
});

test('a stream that breaks off in the middle is asked for once more, and what it used counts', async () => {
  const { server, executor, options } = await bench();
  const whole = messagesAnswer({ text: ['One ', 'two ', 'three'] });
  const cut = { ...whole, portions: whole.portions.slice(0, 4), after: 'cut' } as const;
  server.script(cut, cut);
  const outcome = await startRun(executor, options).outcome;
  expect(outcome).toMatchObject({ ok: false, retryable: true });
  expect(outcome).toHaveProperty('error', expect.stringMatching(/^The answer of The Messages API broke off/));
  expect(server.received).toHaveLength(2);

  server.script({ ...whole, portions: whole.portions.slice(0, 4) }, messagesAnswer({ text: ['All.'] }));
  const run = startRun(executor, options);
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'All.' });
  expect(run.spent()).toMatchObject({ tokensIn: 200 });
  expect(shownOn(run, 'note')).toEqual([expect.stringContaining('broke off here')]);
});

test('a malformed event fails in words', async () => {
  const { server, executor, options } = await bench();
  server.script({ portions: ['event: message_start\ndata: {"type":"message_start","mess\n\n'] });
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The Messages API sent something that is not its documented form: {"type":"message_start","mess',
    retryable: true,
  });
});

test('events, blocks and deltas of a later version are passed over', async () => {
  const { server, executor, options } = await bench();
  const answer = messagesAnswer({ text: ['Done.'] });
  const later = [
    { type: 'tide_turned', height: 3 },
    { type: 'content_block_start', index: 9, content_block: { type: 'chart', sea: 'north' } },
    { type: 'content_block_delta', index: 9, delta: { type: 'chart_delta', depth: 4 } },
    { type: 'content_block_stop', index: 9 },
  ];
  const [start = '', ...rest] = answer.portions;
  server.script({ ...answer, portions: [start, ...later.map(serverEvent), ...rest] });
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: true, summary: 'Done.' });
});

test('an answer that is over ends the request, even when the server keeps the connection open', async () => {
  const { server, executor, options } = await bench();
  server.script({ ...messagesAnswer({ text: ['Done.'] }), after: 'hang' });
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: true });
  await server.abandoned;
});

test('stopping in the middle of a stream ends the request within a second', async () => {
  const { server, executor, options } = await bench();
  const whole = messagesAnswer({ text: ['One\n', 'two'] });
  server.script({ ...whole, portions: whole.portions.slice(0, 4), after: 'hang' });
  const run = startRun(executor, options);
  await run.shows('One');
  const asked = performance.now();
  run.stop();
  expect(await run.outcome).toMatchObject({ ok: false, error: 'Stopped.' });
  expect(performance.now() - asked).toBeLessThan(1000);
  await server.abandoned;
});

test('stopping during the pause before another try ends it at once', async () => {
  const { server, executor, options } = await bench();
  server.script(messagesRefusal(529, 'overloaded_error', 'Overloaded', { 'retry-after': '50' }));
  const run = startRun(executor, options);
  await server.arrived(1);
  await expect.poll(() => run.waits.length).toBe(1);
  run.stop();
  expect(await run.outcome).toMatchObject({ ok: false, retryable: true });
});

test('a server that stays silent is asked once more, and given up after the configured silence', async () => {
  const { server, executor, options } = await bench({ silentSeconds: 1 });
  server.script(silence, silence);
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: `The Messages API at ${server.url} sent nothing for 1 s.`,
    retryable: true,
  });
  await server.abandoned;
});

test('an endless answer is cut off at its bound', async () => {
  const { server, executor, options } = await bench();
  const flood = `event: ping\ndata: ${'x'.repeat(60_000)}\n\n`;
  server.script({ portions: [], after: 'flood', flood });
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The Messages API sent more than 16 MB as one answer; the rest was not read.',
    retryable: false,
  });
  await server.abandoned;
  expect(server.sentBytes()).toBeLessThan(64 * 1024 * 1024);
});

test('a redirect is not followed, since the key would go along', async () => {
  const { server, executor, options } = await bench();
  const elsewhere = await startScriptedServer();
  server.script({ status: 307, headers: { location: `${elsewhere.url}/v1/messages` }, portions: [] });
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: false, retryable: false });
  expect(elsewhere.received).toEqual([]);
});

test('an answer cut at its length goes on, and the call that was not complete is not carried out', async () => {
  const { server, executor, options, folder } = await bench();
  const cut = messagesAnswer({
    text: ['I begin.'],
    calls: [{ name: 'write_file', input: { path: 'long.txt', content: 'x'.repeat(50) } }],
    cutAtLength: true,
  });
  const unfinished = cut.portions.filter(
    (portion) => !String(portion).includes('content_block_stop') || !String(portion).includes('"index":1'),
  );
  server.script({ ...cut, portions: unfinished }, messagesAnswer({ text: ['Done in small steps.'] }));
  expect(await startRun(executor, options).outcome).toMatchObject({
    ok: true,
    summary: 'Done in small steps.',
  });
  expect(existsSync(join(folder, 'long.txt'))).toBe(false);
  expect(server.received[1]?.body).toMatchObject({
    messages: [
      { role: 'user' },
      { role: 'assistant', content: [{ type: 'text', text: 'I begin.' }] },
      { role: 'user', content: [{ text: expect.stringContaining('Go on in smaller steps') }] },
    ],
  });
});

test('a refusal of the model and a full context are failures that another try does not mend', async () => {
  const { server, executor, options } = await bench();
  server.script(messagesAnswer({ text: ['I cannot.'], stopReason: 'refusal' }));
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The model refused to go on. I cannot.',
    retryable: false,
  });
  server.script(messagesAnswer({ text: ['So lo'], stopReason: 'model_context_window_exceeded' }));
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: false, retryable: false });
});

test('a model that never comes to an end is ended after its turns', async () => {
  const { server, executor, options } = await bench({ turns: 3 });
  server.script(...[1, 2, 3].map(() => messagesAnswer({ calls: [{ name: 'list_files', input: {} }] })));
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The model was not done after 3 turns; what it wrote is kept.',
    retryable: true,
  });
});

test('commands of the model do not see the key', async () => {
  const { server, executor, options } = await bench();
  server.script(
    messagesAnswer({ calls: [{ name: 'run_command', input: { command: 'echo key=$ANTHROPIC_API_KEY.' } }] }),
    messagesAnswer({ text: ['Done.'] }),
  );
  const run = startRun(executor, options);
  await run.outcome;
  expect(shownOn(run, 'stdout')).toEqual(['key=.']);
});

test('a key comes from a private file; one that others may read is refused', async () => {
  const server = await startScriptedServer();
  server.script(messagesAnswer({ text: ['Done.'] }));
  const folder = tempFolder();
  const settings = {
    executors: [
      {
        kind: 'messages-api' as const,
        models: ['claude-sonnet-4-5'],
        url: server.url,
        key: { file: 'claude.key' },
      },
    ],
  };
  writeFileSync(join(folder, 'claude.key'), `${KEY}\n`, { mode: 0o600 });
  const executor = await executorFor(target, executorHost(folder, settings));
  await startRun(executor, { assignment, folder }).outcome;
  expect(server.received[0]?.headers['x-api-key']).toBe(KEY);

  writeFileSync(join(folder, 'open.key'), KEY, { mode: 0o644 });
  const open = { executors: [{ ...settings.executors[0], key: { file: 'open.key' } }] };
  await expect(executorFor(target, executorHost(folder, JSON.parse(JSON.stringify(open))))).rejects.toThrow(
    /Others may read the key file/,
  );
});
