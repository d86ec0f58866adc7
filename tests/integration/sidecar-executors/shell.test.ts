import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRunning } from '../../support/programs/is-running.ts';
import {
  assignmentFor,
  executorFor,
  executorHost,
  type RunOptions,
  shownOn,
  startRun,
} from '../../support/simulators/executor-harness.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const target = { kind: 'shell' } as const;

async function start(command: string, more: Partial<RunOptions> = {}) {
  const folder = more.folder ?? tempFolder();
  const env = { PATH: process.env['PATH'], QUARTERDECK_TOKEN: 'qd_secret', ANTHROPIC_API_KEY: 'sk-secret' };
  const executor = await executorFor(target, executorHost(folder, {}, env));
  return startRun(executor, { assignment: assignmentFor(target, command), folder, ...more });
}

test('a command runs in the workspace, and both streams are shown line by line', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'berth.txt'), 'seven');
  const run = await start('cat berth.txt; echo; echo careful >&2; printf "50 %%\\r100 %%\\n"', { folder });
  expect(await run.outcome).toEqual({
    ok: true,
    summary: 'The command ended with exit code 0.',
    model: null,
  });
  expect(shownOn(run, 'stdout')).toEqual(['seven', '100 %']);
  expect(shownOn(run, 'stderr')).toEqual(['careful']);
});

test('a failed command may be tried again, one that is not there may not', async () => {
  const failed = await start('exit 3');
  expect(await failed.outcome).toEqual({
    ok: false,
    error: 'The command ended with exit code 3.',
    retryable: true,
  });
  const missing = await start('no-such-command-here');
  expect(await missing.outcome).toEqual({
    ok: false,
    error: 'The command was not found on this host (exit code 127). Install it, or correct its name.',
    retryable: false,
  });
  const folder = tempFolder();
  writeFileSync(join(folder, 'plain.txt'), 'text', { mode: 0o644 });
  const plain = await start('./plain.txt', { folder });
  expect(await plain.outcome).toMatchObject({ ok: false, retryable: false });
});

test('a fix run tells the command which run it is and what failed', async () => {
  const command = 'echo "$QUARTERDECK_FIX_RUN|$QUARTERDECK_FAILED_CHECKS|$QUARTERDECK_TASK"';
  const first = await start(command, { environment: { QUARTERDECK_TASK: 'ta_1' } });
  await first.outcome;
  expect(shownOn(first, 'stdout')).toEqual(['||ta_1']);
  const fix = await start(command, { run: 2, failedChecks: 'test_passes failed', environment: {} });
  await fix.outcome;
  expect(shownOn(fix, 'stdout')).toEqual(['1|test_passes failed|']);
});

test('the command gets neither the token of the agent nor keys', async () => {
  const run = await start('echo "[$QUARTERDECK_TOKEN$ANTHROPIC_API_KEY]"');
  await run.outcome;
  expect(shownOn(run, 'stdout')).toEqual(['[]']);
});

test('a command that asks for input finds none', async () => {
  const run = await start('read answer; echo "got=$answer"');
  expect(await run.outcome).toMatchObject({ ok: true });
  expect(shownOn(run, 'stdout')).toEqual(['got=']);
});

test('stopping ends the whole process group, also one that ignores being asked', async () => {
  const run = await start('trap "" TERM; sleep 300 & echo "pid $!"; wait');
  await run.shows('pid ');
  const pid = Number(shownOn(run, 'stdout')[0]?.slice(4));
  expect(isRunning(pid)).toBe(true);
  run.stop();
  expect(await run.outcome).toMatchObject({
    ok: false,
    error: 'The command did not end by itself: it was stopped with the task.',
  });
  await expect.poll(() => isRunning(pid)).toBe(false);
});

test('what a command leaves running is ended with it', async () => {
  const run = await start('sleep 300 & echo "pid $!"');
  expect(await run.outcome).toMatchObject({ ok: true });
  const pid = Number(shownOn(run, 'stdout')[0]?.slice(4));
  await expect.poll(() => isRunning(pid)).toBe(false);
});

test('time and output are bounded', async () => {
  const slow = await start('sleep 300', { seconds: 0.2 });
  expect(await slow.outcome).toMatchObject({ ok: false, retryable: true });
  const loud = await start('yes', { outputBytes: 200_000 });
  expect(await loud.outcome).toEqual({
    ok: false,
    error: 'The command did not end by itself: it was ended, since it printed more than 200,000 bytes.',
    retryable: false,
  });
  expect(loud.lines.reduce((sum, line) => sum + line.text.length + 1, 0)).toBeLessThanOrEqual(200_001);
});

test('memory is bounded where the host wants it', async () => {
  const fill = `${process.execPath} -e 'console.log(Buffer.alloc(1024 ** 3, 1).length)'`;
  const bounded = await start(fill, { memoryBytes: 512 * 1024 * 1024 });
  expect(await bounded.outcome).toMatchObject({ ok: false });
  expect(shownOn(bounded, 'stdout')).toEqual([]);
  const free = await start('echo fine', { memoryBytes: 512 * 1024 * 1024 });
  expect(await free.outcome).toMatchObject({ ok: true });
});

test('binary output is shown without harm and without control sequences', async () => {
  const run = await start('printf "\\033[31mred\\033[0m \\377\\376 \\342\\232\\223\\n"');
  await run.outcome;
  expect(shownOn(run, 'stdout')).toEqual(['red \u{FFFD}\u{FFFD} ⚓']);
});

test('a workspace that is gone is told', async () => {
  const run = await start('true', { folder: join(tempFolder(), 'gone') });
  expect(await run.outcome).toMatchObject({ ok: false, error: expect.stringContaining('is not there') });
});

const fromNode = (script: string) => `'${process.execPath}' -e '${script}'`;

test('of a progress bar the lines around it and its last state are shown, and the newest one is the progress', async () => {
  const bar =
    'const say = (text) => new Promise((next) => process.stdout.write(text, next)); (async () => { await say("mirror 7\\n"); for (let i = 0; i <= 9000; i++) await say(`\\rlayer ${"=".repeat(i / 300)} ${i} of 9000`); await say("\\ndone\\n"); })()';
  const run = await start(fromNode(bar));
  expect(await run.outcome).toMatchObject({ ok: true });
  expect(shownOn(run, 'stdout')).toEqual(['mirror 7', `layer ${'='.repeat(30)} 9000 of 9000`, 'done']);
  expect(run.notes.at(-1)).toMatch(/^layer =+ 9000 of 9000$/);
});

test('a long line comes in pieces that make up what was printed, wherever its bytes were cut', async () => {
  const ships =
    'const bytes = Buffer.from("xx" + "Пройден тест 🚢 ".repeat(400)); let at = 0; const timer = setInterval(() => { process.stdout.write(bytes.subarray(at, at += 997)); if (at >= bytes.length) clearInterval(timer); }, 5)';
  const run = await start(fromNode(ships));
  expect(await run.outcome).toMatchObject({ ok: true });
  const pieces = shownOn(run, 'stdout');
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(`xx${'Пройден тест 🚢 '.repeat(400)}`);
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
});
