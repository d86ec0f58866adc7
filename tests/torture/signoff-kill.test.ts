import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../integration/engine/support-folder.ts';
import { HARBOUR } from '../integration/readiness/signoffs/signoff-engine.ts';
import { openTestEngine } from './engine.ts';

/** The engine dies by SIGKILL at a point of a step; the next start has to bring it to its end. */
async function killedAt(step: 'request' | 'approve', point: string) {
  const folder = temporaryFolder();
  const path = join(folder, 'readiness.md');
  writeFileSync(path, HARBOUR);
  const victim = spawn(
    process.execPath,
    [join(import.meta.dirname, 'signoffs', 'victim.ts'), folder, step, point],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaint = '';
  victim.stderr.on('data', (part) => (complaint += String(part)));
  const signal = await new Promise((resolve) => victim.once('close', (_code, name) => resolve(name)));
  expect([signal, complaint]).toEqual(['SIGKILL', '']);
  const engine = await openTestEngine(join(folder, 'workspace'), {
    randomBytes: (count) => randomBytes(count),
    now: () => Date.now(),
  });
  onTestFinished(() => engine.close());
  await engine.idle();
  const { rows } = await engine.handlers.views['signoffs.list'].read({
    trackerId: null,
    state: null,
    mine: false,
    words: '',
  });
  const verified = await engine.handlers.calls['workspace.rebuild'](
    { verify: true },
    { actor: null, signal: new AbortController().signal },
  );
  expect(verified).toMatchObject({ value: { same: true } });
  return { text: readFileSync(path, 'utf8'), rows };
}

const ofOneEdit = ['after-intent', 'after-temp', 'after-fsync', 'after-rename', 'before-confirm'];

it.each(['after-signature', ...ofOneEdit])(
  'a sign-off that was cut off at %s is in the file after the next start, and nothing else changed',
  async (point) => {
    const { text, rows } = await killedAt('approve', point);
    expect(text).toBe(HARBOUR.replace('| Keel | In Progress |', '| Keel | Signed Off |'));
    expect(rows).toMatchObject([{ state: 'signed', cell: { state: 'written' }, because: [] }]);
  },
);

it.each(ofOneEdit)(
  'a request that was cut off at %s waits for its reviewers after the next start',
  async (point) => {
    const { text, rows } = await killedAt('request', point);
    expect(text).toBe(HARBOUR.replace('| Keel | In Progress |', '| Keel | Ready for Signoff |'));
    expect(rows).toMatchObject([{ state: 'requested', itemState: 'review' }]);
  },
);
