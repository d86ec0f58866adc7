import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInProfiles } from '../../../sidecar/executors/commands/built-in-profiles.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  shownOn,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const script = join(import.meta.dirname, '../../fixtures/command-agents/scripted-agent.mjs');

/** The built-in profile of an agent, for a program that plays it and is waited for one second. */
async function play(name: keyof typeof builtInProfiles, steps: readonly string[], seconds = 60) {
  const { reading } = builtInProfiles[name];
  const own = { command: process.execPath, args: [script], prompt: 'stdin' as const, reading, endSeconds: 1 };
  const target = { kind: 'command' as const, profile: 'played', model: null };
  const folder = tempFolder();
  const executors = [{ kind: 'command' as const, profile: 'played', own }];
  const executor = await executorFor(target, executorHost(folder, { executors }));
  return startRun(executor, { assignment: assignmentFor(target), folder, prompt: steps.join('\n'), seconds });
}

const print = (value: unknown) => `print ${JSON.stringify(value)}`;
const assistant = print({ type: 'assistant', message: { content: [{ type: 'text', text: 'Working.' }] } });
const result = (fields: object = {}) =>
  print({
    type: 'result',
    subtype: 'success',
    is_error: false,
    result: 'Done.',
    total_cost_usd: 0.04,
    ...fields,
  });

test('a result is the end, though the process lives on and ignores being asked', async () => {
  const run = await play('claude', [assistant, result(), 'hang']);
  expect(await run.outcome).toEqual({ ok: true, summary: 'Done.', model: null });
  expect(run.spent()?.cost).toEqual({ micros: 40_000, currency: 'USD' });
  expect(shownOn(run, 'note')).toEqual([
    expect.stringMatching(/said that its work is done; it was still there 1 s later and was ended\.$/),
  ]);
});

test('a result is the end, whatever the exit code', async () => {
  const run = await play('claude', [assistant, result(), 'warn could not close', 'exit 1']);
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(shownOn(run, 'note')).toEqual([
    expect.stringMatching(/said that its work is done; then it ended with exit code 1\.$/),
  ]);
});

test('an agent that works on after a result has another one to say', async () => {
  const run = await play('claude', [result({ result: 'First.' }), assistant, 'sleep 1500', result()]);
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(shownOn(run, 'note')).toEqual([]);
});

test.each([
  ['claude', [assistant], /never said that its work is done/],
  ['claude', [], /never said that its work is done/],
  [
    'claude',
    [assistant, result({ subtype: 'error_max_turns', result: undefined })],
    /failed: error_max_turns/,
  ],
  [
    'claude',
    [result({ subtype: 'error_max_turns', errors: ['Reached 3 turns'] })],
    /failed: Reached 3 turns/,
  ],
  ['claude', [result({ is_error: true, result: 'API Error: 500' })], /failed: API Error: 500/],
  ['claude', [result({ result: '' })], /neither said nor did anything/],
  [
    'codex',
    [print({ type: 'turn.failed', error: { message: 'usage limit' } }), 'exit 0'],
    /failed: usage limit/,
  ],
  ['codex', [print({ type: 'turn.started' })], /never said that its work is done/],
  ['codex', [print({ type: 'turn.completed', usage: {} })], /neither said nor did anything/],
  [
    'gemini',
    [print({ type: 'result', status: 'error', error: { message: 'Reached max turns' } })],
    /max turns/,
  ],
  ['gemini', [print({ type: 'message', role: 'assistant', content: 'On it', delta: true })], /never said/],
] as const)('silence, a limit or a failure of %s is no success', async (name, steps, words) => {
  const run = await play(name, steps);
  expect(await run.outcome).toMatchObject({
    ok: false,
    error: expect.stringMatching(words),
    retryable: true,
  });
});

test('an agent whose output nobody reads is done when it ends with 0, unless it printed nothing', async () => {
  const target = { kind: 'command' as const, profile: 'plain', model: null };
  const folder = tempFolder();
  const executors = [{ kind: 'command' as const, profile: 'plain', command: [process.execPath, script] }];
  const executor = await executorFor(target, executorHost(folder, { executors }));
  const start = (prompt: string) => startRun(executor, { assignment: assignmentFor(target), folder, prompt });
  expect(await start('print Done.').outcome).toMatchObject({ ok: true, summary: 'Done.' });
  expect(await start('').outcome).toMatchObject({
    ok: false,
    error: expect.stringContaining('neither said nor did anything'),
    retryable: true,
  });
});

test('what a passing trouble of an agent was does not matter when it ends well', async () => {
  const run = await play('codex', [
    print({ type: 'thread.started', thread_id: 't-1' }),
    print({ type: 'item.completed', item: { id: 'i1', type: 'agent_message', text: 'All there.' } }),
    print({ type: 'error', message: 'Reconnecting... 2/5' }),
    print({ type: 'item.completed', item: { id: 'i2', type: 'error', message: 'dropped 3 events' } }),
    print({ type: 'turn.completed', usage: { input_tokens: 1200, output_tokens: 8 } }),
  ]);
  expect(await run.outcome).toMatchObject({ ok: true, summary: 'All there.' });
  expect(run.spent()).toMatchObject({ tokensIn: 1200, tokensOut: 8 });
});

test('an agent does not hear of the session the sidecar was started from', async () => {
  const target = { kind: 'command' as const, profile: 'plain', model: null };
  const folder = tempFolder();
  const executors = [{ kind: 'command' as const, profile: 'plain', command: [process.execPath, script] }];
  const env = { ...process.env, CLAUDECODE: '1', CODEX_THREAD_ID: 't', CODEX_HOME: '/srv/codex' };
  const executor = await executorFor(target, executorHost(folder, { executors }, env));
  const prompt = 'env CLAUDECODE\nenv CODEX_THREAD_ID\nenv CODEX_HOME';
  const run = startRun(executor, { assignment: assignmentFor(target), folder, prompt });
  await run.outcome;
  expect(shownOn(run, 'stdout')).toEqual(['CLAUDECODE=', 'CODEX_THREAD_ID=', 'CODEX_HOME=/srv/codex']);
});
