import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { openReadable } from '../../../db/connection.ts';
import { Reader } from '../../../db/handle.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { layoutValue } from '../../../db/readers/settings-view.ts';
import { setLayout } from '../../../db/usecases/layout.ts';
import { must, tempFolder, testClock, testEntropy, testWorkspace } from './open-workspace.ts';

function open(file: string) {
  return openWorkspaceDatabase({ file, clock: testClock(), entropy: testEntropy(), appVersion: '0.1.0' });
}

test('writes ahead, checks references and keeps an acknowledged decision through a power cut', () => {
  const ws = testWorkspace();
  const header = readFileSync(ws.file).subarray(18, 20);
  expect([...header], 'the header says write-ahead log').toEqual([2, 2]);
  expect(ws.db.read.value('PRAGMA foreign_keys')).toBe(1);
  const levels = (['full', 'normal'] as const).map((durability) =>
    must(ws.db.write(durability, (tx) => ok(tx.db.value<number>('PRAGMA synchronous')))),
  );
  expect(levels).toEqual([2, 1]);
});

test('closing leaves one file that can be copied as it is', () => {
  const ws = testWorkspace();
  expect(statSync(`${ws.file}-wal`).size).toBeGreaterThan(0);
  ws.db.close();
  ws.db.close();
  expect(existsSync(`${ws.file}-wal`)).toBe(false);
  expect(readdirSync(ws.folder)).toEqual(['workspace.sqlite']);
});

test.each([
  [
    'no database at all',
    () => Buffer.from('this is not a database, it only looks like a file of some size'.repeat(40)),
  ],
  [
    'a database with a torn header',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 16), Buffer.alloc(4080, 0xff), bytes.subarray(4096)]),
  ],
])('a file that is %s is a named failure that says what to do', (_what, damage) => {
  const ws = testWorkspace();
  ws.db.close();
  const bytes = damage(readFileSync(ws.file));
  writeFileSync(ws.file, bytes);
  const opened = open(ws.file);
  expect(opened.ok ? null : opened.error.code).toBe('db.corrupt');
  expect(opened.ok ? '' : opened.error.message).toContain('backups folder');
  expect(readFileSync(ws.file)).toEqual(bytes);
});

test('a folder that can’t be made is a named failure', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), '');
  const opened = open(join(folder, 'file', 'inside', 'workspace.sqlite'));
  expect(opened.ok ? null : opened.error.code).toBe('db.io');
});

test('a copy holds everything that was committed, and an existing target is refused', () => {
  const ws = testWorkspace();
  must(setLayout(ws.db, 'table', { width: 3 }));
  const target = join(ws.folder, 'copy.sqlite');
  must(ws.db.copyTo(target));
  const copy = openReadable(target);
  expect(layoutValue(new Reader(copy), 'table')).toEqual({ width: 3 });
  copy.close();
  const again = ws.db.copyTo(target);
  expect(again.ok ? null : again.error.code).toBe('file.exists');
});

test('scratch folders of a killed rebuild are gone after the next start', () => {
  const ws = testWorkspace();
  ws.db.close();
  writeFileSync(join(ws.folder, '.rebuild-abc'), '');
  ws.reopen();
  expect(readdirSync(ws.folder).filter((name) => name.startsWith('.rebuild'))).toEqual([]);
});

test('a reader refuses a statement that writes, and a read-only connection could not run it', () => {
  const ws = testWorkspace();
  expect(() => ws.db.read.all('DELETE FROM layout')).toThrow('a reader was given a statement that writes');
  const connection = openReadable(ws.file);
  expect(() => connection.exec('DELETE FROM layout')).toThrow(/readonly/);
  connection.close();
});

test('integrity problems are named and a sound database has none', () => {
  const ws = testWorkspace();
  expect(ws.db.integrityProblems()).toEqual([]);
});

test('what a failing transaction did is undone, its clock included, and listeners hear nothing', () => {
  const ws = testWorkspace();
  const before = ws.db.clockState;
  let told = 0;
  ws.db.feed.subscribe(() => {
    told += 1;
  });
  const failed = ws.db.write('full', (tx) => {
    tx.nextSeq();
    tx.db.run("INSERT INTO layout VALUES ('a', 'b', 1)");
    return { ok: false, error: { code: 'test.no', message: 'no', retryable: false, facts: {} } };
  });
  expect(failed.ok ? null : failed.error.code).toBe('test.no');
  expect(() =>
    ws.db.write('full', (tx) => {
      tx.db.run("INSERT INTO layout VALUES ('a', 'b', 1)");
      throw new Error('a bug');
    }),
  ).toThrow('a bug');
  expect(ws.db.clockState).toEqual(before);
  expect(ws.db.read.value('SELECT count(*) FROM layout')).toBe(0);
  expect(told).toBe(0);
});
