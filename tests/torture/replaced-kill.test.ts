import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { seeded } from '../../bench/random.ts';
import { OUTSIDE_TIMES } from '../../main/engine/files/outside-times.ts';
import { temporaryFolder } from '../integration/engine/support-folder.ts';
import { openTestEngine } from './engine.ts';
import { apply, changeAt, firstLedger, render } from './ledger.ts';

const outside = '\nWritten by another program.\n';

/** With the first edits in it, however many came to their end before the kill. */
function possibleTexts(): string[] {
  const random = seeded(5);
  let ledger = firstLedger;
  return Array.from({ length: 30 }, (_, n) => {
    ledger = apply(ledger, changeAt(random, n));
    return `${render(ledger)}${outside}`;
  });
}

/** The engine dies by SIGKILL at a point of its first edit, while another program has the file open. */
async function killedAt(point: string, linked = false) {
  const folder = temporaryFolder();
  const path = join(folder, 'torture.md');
  writeFileSync(path, render(firstLedger));
  if (linked) linkSync(path, join(folder, 'second.md'));
  const file = openSync(path, 'r+');
  onTestFinished(() => closeSync(file));
  const victim = spawn(
    process.execPath,
    [join(import.meta.dirname, 'victim.ts'), folder, '5', '0', `${point}:1`],
    { stdio: 'ignore' },
  );
  const signal = await new Promise((resolve) => victim.once('close', (_code, name) => resolve(name)));
  expect(signal).toBe('SIGKILL');
  return { folder, path, file };
}

async function isMergedByNextStart({ folder, path, file }: Awaited<ReturnType<typeof killedAt>>) {
  writeSync(file, outside, fstatSync(file).size);
  const engine = await openTestEngine(join(folder, 'workspace'), {
    randomBytes: (count) => randomBytes(count),
    now: () => Date.now(),
    outsideTimes: { ...OUTSIDE_TIMES, still: 200, shrunk: 200 },
  });
  onTestFinished(() => engine.close());
  await vi.waitFor(() => expect(possibleTexts()).toContain(readFileSync(path, 'utf8')), 20_000);
  await engine.idle();
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
}

it.each(['after-intent', 'after-link', 'after-rename', 'before-confirm', 'before-look'])(
  'what another program writes into the file after a kill at %s is merged with the edit by the next start',
  async (point) => isMergedByNextStart(await killedAt(point)),
);

it.each(['after-intent', 'after-in-place', 'before-confirm'])(
  'so it is with a file that we were writing into at a kill at %s, under both of its names',
  async (point) => {
    const killed = await killedAt(point, true);
    await isMergedByNextStart(killed);
    expect(readFileSync(join(killed.folder, 'second.md'), 'utf8')).toBe(readFileSync(killed.path, 'utf8'));
  },
);
