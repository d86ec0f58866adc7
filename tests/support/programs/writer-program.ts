import { closeSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import { WriterPlan } from '../../torture/writers/writer-plan.ts';

/**
 * A program that is none of ours and writes a file as others do: slowly, in steps, and sometimes not to the end.
 * `writer-program PLAN` says `took N` when the file it writes into has the tracker's name (N: the time), and `done`.
 */
const { how, path, text, pauses, dieAt } = WriterPlan.parse(JSON.parse(process.argv[2] ?? ''));
const bytes = Buffer.from(text, 'utf8');
const say = (line: string) => writeSync(1, `${line}\n`);

async function step(at: number): Promise<void> {
  await wait(pauses[at] ?? 0);
  if (at === dieAt) process.kill(process.pid, 'SIGKILL');
}

async function chunks(file: number): Promise<void> {
  const size = Math.ceil(bytes.length / pauses.length);
  for (let at = 0; at < pauses.length; at += 1) {
    await step(at);
    writeSync(file, bytes.subarray(at * size, (at + 1) * size));
  }
}

async function write(): Promise<void> {
  switch (how) {
    case 'truncate-then-fill':
    case 'stream': {
      const file = openSync(path, 'w');
      say(`took ${Date.now()}`);
      await chunks(file);
      return closeSync(file);
    }
    case 'swap': {
      const temp = `${path}.${process.pid}.swp`;
      const file = openSync(temp, 'w');
      await chunks(file);
      closeSync(file);
      renameSync(temp, path);
      say(`took ${Date.now()}`);
      return;
    }
    case 'old-handle': {
      const file = openSync(path, 'r+');
      say(`took ${Date.now()}`);
      await step(0);
      ftruncateSync(file, 0);
      await chunks(file);
      return closeSync(file);
    }
    case 'append': {
      const file = openSync(path, 'a');
      say(`took ${Date.now()}`);
      await chunks(file);
      return closeSync(file);
    }
    case 'partial-sync': {
      rmSync(path, { force: true });
      await step(0);
      const file = openSync(path, 'w');
      say(`took ${Date.now()}`);
      await chunks(file);
      return closeSync(file);
    }
    default:
      return unreachable(how);
  }
}

await write();
say('done');
