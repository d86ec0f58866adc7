import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import type { SidecarSettings } from '../../../sidecar/config-schema.ts';
import { isRunning } from '../../support/programs/is-running.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  shownOn,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const program = [
  process.execPath,
  join(import.meta.dirname, '../../fixtures/command-agents/scripted-agent.mjs'),
];
type CommandInput = Extract<
  NonNullable<z.input<typeof SidecarSettings>['executors']>[number],
  { kind: 'command' }
>;

async function bench(settings: Partial<CommandInput> = {}, model: string | null = null) {
  const folder = tempFolder();
  const profile = settings.profile ?? 'claude';
  const target = { kind: 'command' as const, profile, model };
  const executors = [{ kind: 'command' as const, profile, command: program, ...settings }];
  const executor = await executorFor(target, executorHost(folder, { executors }));
  const start = (steps: readonly string[], run = 1, more: { seconds?: number; outputBytes?: number } = {}) =>
    startRun(executor, { assignment: assignmentFor(target), folder, prompt: steps.join('\n'), run, ...more });
  return { folder, start };
}

const print = (value: unknown) => `print ${JSON.stringify(value)}`;
const usage = (input: number, output: number, cacheRead = 0, cacheWrite = 0) => ({
  input_tokens: input,
  output_tokens: output,
  cache_read_input_tokens: cacheRead,
  cache_creation_input_tokens: cacheWrite,
});

test('an agent that streams like Claude Code works in the workspace and reports its cost', async () => {
  const { folder, start } = await bench();
  const message = (fields: object) =>
    print({
      type: 'assistant',
      session_id: 's1',
      message: { id: 'm1', model: 'claude-opus-4-5', ...fields },
    });
  const run = start([
    print({ type: 'system', subtype: 'init', session_id: 's1', model: 'claude-opus-4-5-20251101' }),
    message({ content: [{ type: 'text', text: 'I write it.' }], usage: usage(100, 5, 1000, 200) }),
    message({
      content: [{ type: 'tool_use', name: 'Write', input: { file_path: 'hello.txt', content: 'Ahoi' } }],
      usage: usage(100, 40, 1000, 200),
    }),
    'write hello.txt Ahoi ⚓',
    print({ type: 'user', message: { content: [{ type: 'tool_result', content: 'ok' }] } }),
    print({
      type: 'result',
      subtype: 'success',
      is_error: false,
      result: 'Written.',
      total_cost_usd: 0.0123456,
      usage: usage(150, 60, 2000, 200),
      session_id: 's1',
    }),
  ]);

  expect(await run.outcome).toEqual({ ok: true, summary: 'Written.', model: 'claude-opus-4-5' });
  expect(readFileSync(join(folder, 'hello.txt'), 'utf8')).toBe('Ahoi ⚓\n');
  expect(run.spent()).toEqual({
    cost: { micros: 12_346, currency: 'USD' },
    tokensIn: 150 + 2000 + 200,
    tokensOut: 60,
  });
  expect(shownOn(run, 'model')).toEqual(['I write it.']);
  expect(shownOn(run, 'tool')).toEqual(['Write {"file_path":"hello.txt","content":"Ahoi"}']);
  expect(shownOn(run, 'stdout')).toEqual([]);
});

test('until it reports, its use is priced by the table, each message once', async () => {
  const { start } = await bench();
  const message = (id: string, output: number) =>
    print({
      type: 'assistant',
      message: { id, model: 'claude-opus-4-5', content: [], usage: usage(1000, output, 0, 0) },
    });
  const run = start([message('m1', 1), message('m1', 100), message('m2', 10)]);
  await run.outcome;
  expect(run.spent()).toEqual({
    cost: { micros: 2 * 5000 + 110 * 25, currency: 'USD' },
    tokensIn: 2000,
    tokensOut: 110,
  });
});

test('an agent that streams like Codex names no model: its cost is known only when the task names one', async () => {
  const steps = [
    print({ type: 'thread.started', thread_id: 't1' }),
    print({ type: 'turn.started' }),
    print({
      type: 'item.started',
      item: { id: 'i1', type: 'command_execution', command: 'ls -a', status: 'in_progress' },
    }),
    print({ type: 'error', message: 'Reconnecting 1/5' }),
    print({ type: 'item.completed', item: { id: 'i2', type: 'agent_message', text: 'All there.' } }),
    print({
      type: 'turn.completed',
      usage: { input_tokens: 1000, cached_input_tokens: 600, output_tokens: 100 },
    }),
  ];
  const unnamed = (await bench({ profile: 'codex' })).start(steps);
  expect(await unnamed.outcome).toEqual({ ok: true, summary: 'All there.', model: null });
  expect(unnamed.spent()).toEqual({ cost: null, tokensIn: 1000, tokensOut: 100 });
  expect(shownOn(unnamed, 'tool')).toEqual(['command_execution ls -a']);

  const named = (await bench({ profile: 'codex' }, 'gpt-5.3-codex')).start(steps);
  expect(await named.outcome).toMatchObject({ ok: true, model: 'gpt-5.3-codex' });
  expect(named.spent()?.cost).toEqual({ micros: 400 * 1.75 + 600 * 0.175 + 100 * 14, currency: 'USD' });
});

test('an agent that streams like Gemini CLI speaks in pieces, which are put together', async () => {
  const { start } = await bench({ profile: 'gemini' });
  const run = start([
    print({ type: 'init', session_id: 'g1', model: 'gemini-3.5-flash' }),
    print({ type: 'message', role: 'user', content: 'Greet the harbour' }),
    print({ type: 'message', role: 'assistant', content: 'All is ', delta: true }),
    print({ type: 'message', role: 'assistant', content: 'well.', delta: true }),
    print({ type: 'tool_use', tool_name: 'read_file', tool_id: 'x', parameters: { path: 'a' } }),
    print({
      type: 'result',
      status: 'success',
      stats: { total_tokens: 1100, input_tokens: 1000, output_tokens: 100, cached: 200, duration_ms: 5 },
    }),
  ]);
  expect(await run.outcome).toEqual({ ok: true, summary: 'All is well.', model: 'gemini-3.5-flash' });
  expect(shownOn(run, 'model')).toEqual(['All is well.']);
  expect(run.spent()).toEqual({
    cost: { micros: 800 * 1.5 + 200 * 0.15 + 100 * 9, currency: 'USD' },
    tokensIn: 1000,
    tokensOut: 100,
  });
});

test('a failure it reports is the failure of the run, whatever its exit code', async () => {
  const { start } = await bench();
  const run = start([print({ type: 'result', subtype: 'error_max_turns', is_error: true })]);
  expect(await run.outcome).toMatchObject({
    ok: false,
    error: expect.stringMatching(/failed: error_max_turns$/),
    retryable: true,
  });
});

test('an exit code without a report is told with the end of what it warned, and no key in it', async () => {
  const { start } = await bench();
  const run = start(['warn no quota for sk-ant-0123456789abc', 'exit 4']);
  expect(await run.outcome).toMatchObject({
    ok: false,
    error: expect.stringMatching(/ended with exit code 4: no quota for \[hidden\]$/),
    retryable: true,
  });
});

test('malformed lines are shown as they are and torn bytes are put together', async () => {
  const { start } = await bench();
  const text = JSON.stringify({
    type: 'assistant',
    message: { content: [{ type: 'text', text: 'Grüße ⚓' }] },
  });
  const run = start([
    'print {"type":"assist',
    'print [1,2]',
    `torn ${text}`,
    'torn übrig ⚓',
    print({ type: 'result', subtype: 'success', is_error: false }),
  ]);
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Grüße ⚓' });
  expect(shownOn(run, 'stdout')).toEqual(['{"type":"assist', '[1,2]', 'übrig ⚓']);
  expect(shownOn(run, 'model')).toEqual(['Grüße ⚓']);
});

test('a fix run resumes the session, and the model is chosen by argument', async () => {
  const own = {
    command: program[0] ?? '',
    args: [program[1] ?? ''],
    modelArgs: ['--model={model}'],
    resumeArgs: ['--resume', '{session}'],
    prompt: 'stdin' as const,
    reading: { session: [{ when: { type: 'hello' }, path: 'voyage' }] },
  };
  const { start } = await bench({ profile: 'harbour-pilot', command: null, own, model: 'pilot-2' });
  const steps = [print({ type: 'hello', voyage: 'v-17' }), 'argv'];
  const first = start(steps);
  expect(await first.outcome).toMatchObject({ ok: true, model: 'pilot-2' });
  expect(shownOn(first, 'stdout')).toEqual(['["--model=pilot-2"]']);
  const fix = start(steps, 2);
  await fix.outcome;
  expect(shownOn(fix, 'stdout')).toEqual(['["--model=pilot-2","--resume","v-17"]']);
});

test('a prompt given as an argument is never taken for a placeholder again', async () => {
  const { start } = await bench({ command: [...program, '--task={prompt}'], output: 'text' });
  const run = start(['print {model} {session} {prompt}', 'env HOME']);
  expect(await run.outcome).toMatchObject({ ok: true });
  expect(shownOn(run, 'stdout')).toEqual(['{model} {session} {prompt}', `HOME=${process.env['HOME'] ?? ''}`]);
});

test('output that nobody reads is the summary, cut to its end', async () => {
  const { start } = await bench({ profile: 'claude', output: 'text' });
  const run = start(['print {"a":1}', 'print Done.']);
  expect(await run.outcome).toEqual({ ok: true, summary: '{"a":1}\nDone.', model: null });
});

test('an agent that hangs is killed when it is stopped, with everything it started', async () => {
  const { start } = await bench();
  const run = start(['fork', 'hang'], 1);
  await run.shows('hanging');
  const pid = Number(shownOn(run, 'stdout')[0]?.slice('child '.length));
  run.stop();
  expect(await run.outcome).toMatchObject({ ok: false });
  await expect.poll(() => isRunning(pid)).toBe(false);
});

test('an agent that prints without end is ended at its bound', async () => {
  const { start } = await bench();
  const run = start(['flood'], 1, { outputBytes: 1_000_000 });
  expect(await run.outcome).toMatchObject({
    ok: false,
    error: expect.stringContaining('it printed more than 1,000,000 bytes'),
    retryable: false,
  });
});

test('an agent that is not installed is told so, and not tried again', async () => {
  const { start } = await bench({ command: ['no-such-agent-here'] });
  expect(await start([]).outcome).toEqual({
    ok: false,
    error: 'no-such-agent-here did not end by itself: there is no such program on this host.',
    retryable: false,
  });
});
