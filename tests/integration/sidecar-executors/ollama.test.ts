import { readFileSync } from 'node:fs';
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
import { ollamaAnswer } from '../../support/simulators/ollama-simulator.ts';
import { silence, startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function bench(model = 'finch:8b', limits: object = {}, contextTokens: number | null = null) {
  const server = await startScriptedServer();
  const folder = tempFolder();
  const endpointId = EndpointId.parse('en_1');
  const target = { kind: 'ollama' as const, endpointId, url: `${server.url}/`, model };
  const host = executorHost(folder, { executors: [{ kind: 'ollama', contextTokens }], limits });
  const options = { assignment: assignmentFor(target), folder };
  return { server, folder, options, executor: await executorFor(target, host) };
}

test('a local model writes a file through a tool call and costs nothing, which is known', async () => {
  const { server, folder, options, executor } = await bench();
  server.script(
    ollamaAnswer({
      text: ['On ', 'it.'],
      calls: [{ name: 'write_file', input: { path: 'hello.txt', content: 'Ahoi\n' } }],
      tokensIn: 200,
      tokensOut: 30,
    }),
    ollamaAnswer({ text: ['Done.'], tokensIn: 260, tokensOut: 4 }),
  );
  const run = startRun(executor, options);

  expect(await run.outcome).toEqual({ ok: true, summary: 'Done.', model: 'finch:8b' });
  expect(readFileSync(join(folder, 'hello.txt'), 'utf8')).toBe('Ahoi\n');
  expect(run.spent()).toEqual({ cost: { micros: 0, currency: 'USD' }, tokensIn: 460, tokensOut: 34 });
  expect(server.received[1]).toMatchObject({
    method: 'POST',
    path: '/api/chat',
    body: {
      model: 'finch:8b',
      stream: true,
      messages: [
        { role: 'system' },
        { role: 'user', content: 'Greet the harbour' },
        {
          role: 'assistant',
          content: 'On it.',
          tool_calls: [
            { function: { name: 'write_file', arguments: { path: 'hello.txt', content: 'Ahoi\n' } } },
          ],
        },
        { role: 'tool', tool_name: 'write_file', content: 'hello.txt is written.' },
      ],
    },
  });
  expect(JSON.stringify(server.received[0]?.body)).not.toContain('num_ctx');
});

test('a local model with the name of a hosted one costs nothing either', async () => {
  const { server, options, executor } = await bench('claude-sonnet-4-5');
  server.script(ollamaAnswer({ text: ['Done.'] }, 'claude-sonnet-4-5'));
  const run = startRun(executor, options);
  await run.outcome;
  expect(run.spent()?.cost).toEqual({ micros: 0, currency: 'USD' });
});

test('a configured size of the context is asked for', async () => {
  const { server, options, executor } = await bench('finch:8b', {}, 32_768);
  server.script(ollamaAnswer({ text: ['Done.'] }));
  await startRun(executor, options).outcome;
  expect(server.received[0]?.body).toMatchObject({ options: { num_ctx: 32_768 } });
});

test('a model the server does not have is told in its words, and not asked for again', async () => {
  const { server, options, executor } = await bench();
  server.script({ status: 404, portions: ['{"error":"model \'finch:8b\' not found"}'] });
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: "Ollama refused (404): model 'finch:8b' not found.",
    retryable: false,
  });
});

test('an error in the middle of a stream ends the run in words', async () => {
  const { server, options, executor } = await bench();
  const { portions } = ollamaAnswer({ text: ['On '] });
  server.script({ portions: [...portions.slice(0, 1), '{"error":"the runner ended unexpectedly"}\n'] });
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'Ollama reported an error: the runner ended unexpectedly',
    retryable: true,
  });
});

test('a stream without its last line broke off, whether the connection was cut or closed', async () => {
  const { server, options, executor } = await bench();
  const { portions } = ollamaAnswer({ text: ['On ', 'it'] });
  server.script({ portions: portions.slice(0, 2) }, { portions: portions.slice(0, 2) });
  expect(await startRun(executor, options).outcome).toEqual({
    ok: false,
    error: 'The answer of Ollama broke off before its end.',
    retryable: true,
  });
  const cut = { portions: portions.slice(0, 2), after: 'cut' } as const;
  server.script(cut, cut);
  expect(await startRun(executor, options).outcome).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^The answer of Ollama broke off: /),
    retryable: true,
  });
});

test('a malformed line fails in words', async () => {
  const { server, options, executor } = await bench();
  server.script({ portions: ['{"message":{"content":17}}\n'] });
  expect(await startRun(executor, options).outcome).toMatchObject({
    ok: false,
    error: 'Ollama sent something that is not its documented form: {"message":{"content":17}}',
  });
});

test('stopping while the server loads its model ends the run within a second', async () => {
  const { server, options, executor } = await bench();
  server.script(silence);
  const run = startRun(executor, options);
  await server.arrived(1);
  const asked = performance.now();
  run.stop();
  expect(await run.outcome).toMatchObject({ ok: false });
  expect(performance.now() - asked).toBeLessThan(1000);
  await server.abandoned;
});

test('stopping while a tool runs its command ends the command', async () => {
  const { server, options, executor } = await bench();
  server.script(
    ollamaAnswer({ calls: [{ name: 'run_command', input: { command: 'echo begun; sleep 300' } }] }),
  );
  const run = startRun(executor, options);
  await run.shows('begun');
  const asked = performance.now();
  run.stop();
  expect(await run.outcome).toMatchObject({ ok: false });
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(shownOn(run, 'tool').at(-1)).toContain('it was stopped with the task');
});

test('a server that is not there is told with its address', async () => {
  const endpointId = EndpointId.parse('en_1');
  const target = { kind: 'ollama' as const, endpointId, url: 'http://127.0.0.1:9', model: 'finch:8b' };
  const folder = tempFolder();
  const executor = await executorFor(target, executorHost(folder, { executors: [{ kind: 'ollama' }] }));
  const run = startRun(executor, { assignment: assignmentFor(target), folder });
  await expect.poll(() => run.waits.length).toBeGreaterThan(0);
  expect(run.waits[0]).toMatch(
    /^Ollama at http:\/\/127\.0\.0\.1:9 cannot be reached: .*Trying again in 1 s\.$/,
  );
  run.stop();
  expect(await run.outcome).toMatchObject({ ok: false, retryable: true });
});

test('a wrong tool name, a wrong input and a failed command are told to the model, which goes on', async () => {
  const { server, options, executor } = await bench();
  server.script(
    ollamaAnswer({
      calls: [
        { name: 'open_door', input: {} },
        { name: 'read_file', input: { file: 'x' } },
        { name: 'run_command', input: { command: 'echo no >&2; exit 3' } },
      ],
    }),
    ollamaAnswer({ text: ['Done.'] }),
  );
  const run = startRun(executor, options);
  expect(await run.outcome).toMatchObject({ ok: true });
  expect(server.received[1]?.body).toMatchObject({
    messages: [
      {},
      {},
      {},
      { content: expect.stringContaining('There is no tool open_door. There are: read_file, write_file') },
      { content: expect.stringContaining('The input of read_file is not as described') },
      { content: 'no\n\n[exit code 3]' },
    ],
  });
  expect(shownOn(run, 'stderr')).toEqual(['no']);
});

test('old results of tools are left out before a conversation outgrows its bound', async () => {
  const { server, options, executor } = await bench('finch:8b', { conversationBytes: 40_000 });
  const long = { name: 'run_command', input: { command: 'head -c 12000 /dev/zero | tr "\\0" x' } };
  server.script(
    ...[1, 2, 3, 4].map(() => ollamaAnswer({ calls: [long] })),
    ollamaAnswer({ text: ['Done.'] }),
  );
  expect(await startRun(executor, options).outcome).toMatchObject({ ok: true });
  const sent = JSON.stringify(server.received.at(-1)?.body);
  expect(sent.length).toBeLessThan(50_000);
  expect(sent).toContain('left out to keep the conversation small');
});
