import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../bench/random.ts';
import { type ScriptedHub, startScriptedHub, writeAgent } from '../support/fleet/scripted-hub.ts';
import { startProgram } from '../support/programs/child-program.ts';
import { tempFolder } from '../support/temp-folder.ts';

const points = [
  ...['taken', 'accepted', 'running', 'ready', 'settled'].flatMap((stage) => [
    `journal.before-temp:${stage}`,
    `journal.after-temp:${stage}`,
    `journal.after-fsync:${stage}`,
    `journal.after-rename:${stage}`,
    `journal.after-folder:${stage}`,
  ]),
  'accept.asked',
  'accept.settled',
  'work.done',
  'end.kept',
  'end.settled',
];
const program = 'tests/support/programs/sidecar-program.ts';

interface Stage {
  readonly hub: ScriptedHub;
  readonly folder: string;
  readonly marks: string;
}

async function setUp(): Promise<Stage> {
  const hub = await startScriptedHub({ retries: 1000 });
  const folder = tempFolder();
  const marks = join(folder, 'marks');
  mkdirSync(marks);
  writeAgent(join(folder, 'agent'), hub.url);
  return { hub, folder: join(folder, 'agent'), marks };
}

/** Each attempt leaves a line in a file of its own name: the trace of work outside. */
const submit = ({ hub, marks }: Stage, name: string) =>
  hub.submit(name, {
    work: { kind: 'shell', command: `echo done >> "${marks}/$QUARTERDECK_ATTEMPT"; sleep 0.02` },
    verification: [{ type: 'command_succeeds', command: 'true' }],
  });

/** What was wrong, reading only the hub's ledger and the traces. */
function judge({ hub, marks, folder }: Stage): string[] {
  const problems = [...hub.broken];
  const traces = new Map(readdirSync(marks).map((name) => [name, readFileSync(join(marks, name), 'utf8')]));
  for (const [name, text] of traces) {
    if (text !== 'done\n') problems.push(`${name} worked ${text.split('\n').length - 1} times`);
  }
  for (const task of hub.tasks.values()) {
    const completed = task.ends.filter((end) => end.endsWith(':complete'));
    if (task.status !== 'completed') problems.push(`${task.taskId} is ${task.status}`);
    if (completed.length !== 1) problems.push(`${task.taskId} was completed ${completed.length} times`);
    if (new Set(task.ends.map((end) => end.split(':')[0])).size !== task.ends.length) {
      problems.push(`${task.taskId} has a generation with two ends: ${task.ends.join(' ')}`);
    }
    if (!traces.has(`${task.taskId}.g${task.generation}`)) problems.push(`${task.taskId} was not worked on`);
  }
  if (existsSync(join(folder, 'attempts', 'set-aside'))) problems.push('a record was torn');
  return problems;
}

const quiet = ({ hub, folder }: Stage) =>
  hub.until(
    () =>
      [...hub.tasks.values()].every((task) => task.status === 'completed') &&
      readdirSync(join(folder, 'attempts')).length === 0,
  );

describe('a sidecar killed at any moment', () => {
  it('loses no task and repeats no work, at each named point', async () => {
    const stage = await setUp();
    for (const [index, point] of points.entries()) {
      const first = submit(stage, `point-${index}`);
      const victim = startProgram(program, [stage.folder, `${point}:1`]);
      await victim.ended;
      expect([point, victim.process.signalCode]).toEqual([point, 'SIGKILL']);
      expect(stage.hub.tasks.has(first)).toBe(true);
    }
    startProgram(program, [stage.folder, '-']);
    await quiet(stage);
    expect(judge(stage)).toEqual([]);
  }, 180_000);

  it('loses no task and repeats no work, at twelve random moments (seed 11)', async () => {
    const stage = await setUp();
    const random = seeded(11);
    for (let kill = 0; kill < 12; kill += 1) {
      for (const part of ['a', 'b', 'c']) submit(stage, `random-${kill}-${part}`);
      const victim = startProgram(program, [stage.folder, '-']);
      await victim.line((line) => line.includes('Connected'));
      // The moment of the kill is what is random here; nothing is waited for.
      await wait(random.below(500));
      await victim.kill('SIGKILL');
    }
    startProgram(program, [stage.folder, '-']);
    await quiet(stage);
    expect(judge(stage)).toEqual([]);
  }, 180_000);
});
