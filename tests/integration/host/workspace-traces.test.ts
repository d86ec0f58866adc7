import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngine } from '../../../main/engine/host/start-engine.ts';
import { claimDatabase, holdsWorkspace } from '../../../main/engine/host/workspace-traces.ts';
import { machineEntropy, machineTimekeeper } from '../../../node/machine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const missing = { ok: false, error: { code: 'workspace.database-missing' } };

function folderWith(...names: readonly string[]): string {
  const folder = tempFolder();
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), 'something');
  }
  return folder;
}

describe('a folder without its database', () => {
  it.each([
    ['quarterdeck.db-wal'],
    ['secrets.json'],
    ['web.json'],
    ['backups/quarterdeck.db.before-migration-2026'],
  ])('is refused when %s is there, and nothing is made', async (name) => {
    const folder = folderWith(name);
    const before = readdirSync(folder, { recursive: true });
    const started = await startEngine({
      folder,
      shell: 'test',
      appVersion: '0.0.0-test',
      timekeeper: machineTimekeeper,
      entropy: machineEntropy,
      passphrase: null,
      sample: false,
      log: { level: 'warn' },
      watch: false,
    });
    expect(started).toMatchObject(missing);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('something');
  });

  it('names the newest copy to put back', () => {
    const folder = folderWith(
      'secrets.json',
      'backups/quarterdeck.db.before-migration-1',
      'backups/quarterdeck.db.before-migration-2',
    );
    const claimed = claimDatabase(folder);
    expect(claimed).toMatchObject(missing);
    expect(claimed.ok ? '' : claimed.error.message).toContain('quarterdeck.db.before-migration-2');
  });

  it('is refused when only an empty file is left beside a journal', () => {
    const folder = folderWith('quarterdeck.db-wal');
    writeFileSync(join(folder, 'quarterdeck.db'), '');
    expect(claimDatabase(folder)).toMatchObject(missing);
  });

  it.each([['web.json'], ['backups/quarterdeck.db.1']])(
    'is refused when only an empty file is left beside %s',
    (name) => {
      const folder = folderWith(name);
      writeFileSync(join(folder, 'quarterdeck.db'), '');
      expect(claimDatabase(folder)).toMatchObject(missing);
      expect(readFileSync(join(folder, 'quarterdeck.db'), 'utf8')).toBe('');
    },
  );

  it('is refused when its database was emptied after its secrets were made', () => {
    const folder = folderWith('quarterdeck.db', 'secrets.json');
    const before = Date.now() / 1000 - 60;
    for (const name of ['quarterdeck.db', 'secrets.json']) utimesSync(join(folder, name), before, before);
    truncateSync(join(folder, 'quarterdeck.db'));
    expect(claimDatabase(folder)).toMatchObject(missing);
  });

  it('of other things, or of a first start that was killed, is opened as a new one', () => {
    const folder = folderWith('notes.md', 'logs/server.log');
    expect(holdsWorkspace(folder)).toBe(false);
    expect(claimDatabase(folder)).toMatchObject({ ok: true });
    expect(existsSync(join(folder, 'quarterdeck.db'))).toBe(true);
    writeFileSync(join(folder, 'secrets.json'), '{}');
    expect(claimDatabase(folder)).toMatchObject({ ok: true });
    rmSync(join(folder, 'quarterdeck.db'));
    expect(claimDatabase(folder)).toMatchObject(missing);
  });
});
