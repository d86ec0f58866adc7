import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startEngine } from '../../../main/engine/host/start-engine.ts';
import { machineEntropy, machineTimekeeper } from '../../../node/machine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('opens a workspace whose place for evidence is taken, and says in its log that none is verified', async () => {
  const folder = join(tempFolder(), 'workspace');
  mkdirSync(folder);
  writeFileSync(join(folder, 'evidence'), 'somebody’s own file');
  const told: string[] = [];
  const started = await startEngine({
    folder,
    shell: 'test',
    appVersion: '0.0.0-test',
    timekeeper: machineTimekeeper,
    entropy: machineEntropy,
    passphrase: null,
    sample: false,
    log: { level: 'warn', mirror: (line) => told.push(JSON.stringify(line)) },
    watch: false,
  });
  if (!started.ok) throw new Error(started.error.message);
  onTestFinished(() => started.value.close());
  expect(told.join('\n')).toContain("Evidence can't be verified here");
  expect(readFileSync(join(folder, 'evidence'), 'utf8')).toBe('somebody’s own file');
});
