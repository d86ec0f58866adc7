/** Makes a workspace database on the disk of its argument, fills that disk, and says what opening it again answers. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../core/kernel/result.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { openWorkspace } from '../../../main/engine/host/open-workspace.ts';
import { startPlainEngine } from '../plain-engine.ts';

const [folder = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const openDatabase = () =>
  openWorkspaceDatabase({ file: join(folder, 'quarterdeck.db'), clock, entropy, appVersion: '0.0.0-test' });

function report(step: string, result: Result<unknown>): void {
  const code = result.ok ? null : result.error.code;
  console.log(JSON.stringify({ step, code, files: readdirSync(folder).sort() }));
}

function fill(): void {
  const file = openSync(join(folder, 'fill'), 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    closeSync(file);
  }
}

const made = openDatabase();
if (made.ok) made.value.close();
report('made', made);
fill();
report('database', openDatabase());
report(
  'workspace',
  await openWorkspace({
    folder,
    shell: 'test',
    appVersion: '0.0.0-test',
    clock,
    entropy,
    startEngine: () => startPlainEngine(folder),
  }),
);
