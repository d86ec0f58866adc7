import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openWritable } from '../../../db/connection.ts';
import { Reader } from '../../../db/handle.ts';
import { migrate, migrationState } from '../../../db/migrate.ts';
import { migrationFiles } from '../../../db/migrations/embed.ts';
import { type Migration, migrations } from '../../../db/migrations/embedded.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { SNAPSHOT_FILE, schemaText } from '../../../db/schema-snapshot.ts';
import { must, tempFolder, testClock, testEntropy, testWorkspace } from './open-workspace.ts';

const options = { fresh: true, now: Date.UTC(2026, 10, 20), appVersion: '0.1.0' };

function open(file: string) {
  return openWorkspaceDatabase({ file, clock: testClock(), entropy: testEntropy(), appVersion: '0.1.0' });
}

test('the bundle carries exactly the migration files', () => {
  expect(migrations, 'Run `node db/migrations/embed.ts` and commit embedded.ts.').toEqual(migrationFiles());
});

test('migrations are numbered without gaps from 1', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, at) => at + 1));
});

test('the tables are those of the committed snapshot', () => {
  expect(
    schemaText(),
    'The migrations make other tables than db/schema.snapshot.sql says. If you added a migration, run `node db/schema-snapshot.ts`, read the difference and commit it. If you changed an old migration, undo that: workspaces out there were made with it.',
  ).toBe(readFileSync(SNAPSHOT_FILE, 'utf8'));
});

test('every table is STRICT', () => {
  const ws = testWorkspace();
  const loose = ws.db.read.column<string>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
  );
  expect(loose).toEqual([]);
});

/** Rows that a database of each version may hold; every later migration must carry them along. */
const ROWS: Readonly<Record<number, readonly string[]>> = {
  1: [
    "INSERT INTO workspace VALUES (1, 'ws_1', 'de_1', 1700000000000)",
    "INSERT INTO op VALUES (1, 'op_1', '018bcfe56800-00000-de_1', 'de_1', 'ac_1', 'cr_1', 'tracker', 'tr_1', '{\"v\":1,\"d\":{}}', NULL)",
    "INSERT INTO event VALUES (2, 'ev_1', 'tracker:tr_1', '1', 'tracker.revision', 1700000000000, '{\"v\":1,\"d\":{}}')",
    "INSERT INTO content VALUES ('h1', 1, 'raw', NULL, 0, x'61')",
    "INSERT INTO outbox (op_seq, correlation, state) VALUES (1, 'cr_1', 'ready')",
    "INSERT INTO cursor VALUES ('hub:a', '17', 1700000000000)",
    'UPDATE clock_state SET millis = 1700000000000, counter = 3, seq = 2',
  ],
  2: [
    "INSERT INTO tracker (id, name, added_at, changed_at, recognised) VALUES ('tr_1', 'Plan', 1, 1, '{}')",
    "INSERT INTO register VALUES ('tracker', 'tr_1', 'name', '\"Plan\"', '018bcfe56800-00000-de_1')",
  ],
  3: [
    'INSERT INTO layout VALUES (\'table\', \'{"v":1,"d":null}\', 1)',
    "INSERT INTO content VALUES ('h2', 1, 'raw', NULL, 0, x'62')",
    "INSERT INTO intent VALUES ('in_1', 'tr_1', 'edit', 'cr_1', 'ac_1', 'Keel', 'h1', 'h2', '[]', 1, 1)",
    "INSERT INTO undo_step VALUES (1, 'tr_1', 'done', 1, 'h1', 'h2', 'Keel', 'ac_1', 'cr_1', 1)",
    "INSERT INTO finding VALUES ('fi_1', 'tr_1', 'rule', 'grp', 'info', 'Title', 'Why', 1)",
    "INSERT INTO finding_place VALUES ('fi_1', 0, 'tr_1', NULL, 3, 'says')",
    "INSERT INTO derived VALUES ('projections', 'projections-1')",
  ],
};

describe.each(migrations.slice(1))('migration $name', ({ number }) => {
  test('carries a filled database of the version before along, row by row', () => {
    const file = join(tempFolder(), 'workspace.sqlite');
    const db = openWritable(file);
    const before = migrations.filter((migration) => migration.number < number);
    must(migrate(db, file, before, options));
    for (const migration of before) for (const sql of ROWS[migration.number] ?? []) db.exec(sql);
    const stored = everyRow(db);
    const todo = migrations.filter((migration) => migration.number === number);
    const migrated = must(migrate(db, file, todo, { ...options, fresh: false }));
    expect(everyRow(db)).toMatchObject(stored);
    expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    db.close();

    const copy = new Database(migrated.backup ?? '', { readonly: true, fileMustExist: true });
    expect(everyRow(copy)).toEqual(stored);
    copy.close();
  });
});

function everyRow(db: Database.Database): Record<string, unknown[]> {
  const read = new Reader(db);
  const tables = read.column<string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name",
  );
  return Object.fromEntries(
    tables.map((name) => [name, read.all(`SELECT * FROM ${name}`)]).filter(([, rows]) => rows?.length !== 0),
  );
}

function failing(sql: string): Migration {
  const number = migrations.length + 1;
  return { number, name: `${String(number).padStart(4, '0')}-bad`, sha256: 'x', sql };
}

test.each([
  ['its SQL is wrong', 'CREATE TABLE extra (a INTEGER) STRICT; CREATE TABLE extra (a INTEGER) STRICT;'],
  [
    'it leaves references to nothing',
    "CREATE TABLE extra (a TEXT REFERENCES tracker (id)) STRICT; INSERT INTO extra VALUES ('tr_none');",
  ],
])('a migration that fails because %s leaves the database as it was', (_why, sql) => {
  const file = join(tempFolder(), 'workspace.sqlite');
  const db = openWritable(file);
  must(migrate(db, file, migrations, options));
  const failed = migrate(db, file, [failing(sql)], { ...options, fresh: false });
  expect(failed.ok ? null : failed.error.code).toBe('db.migration-failed');
  expect(must(migrationState(new Reader(db)))).toEqual({ kind: 'current' });
  expect(new Reader(db).value("SELECT name FROM sqlite_schema WHERE name = 'extra'")).toBeNull();
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  db.close();
});

test('a recorded migration whose text is another one now is refused by name, and nothing is changed', () => {
  const file = join(tempFolder(), 'workspace.sqlite');
  must(open(file)).close();
  const db = new Database(file);
  db.exec("UPDATE migration SET sha256 = 'other' WHERE number = 2");
  db.close();
  const refused = open(file);
  expect(refused.ok ? null : refused.error).toMatchObject({
    code: 'db.migration-changed',
    facts: { migration: '0002-projections' },
  });
});

test('a database from a newer version opens for reading only and says which version', () => {
  const ws = testWorkspace();
  ws.db.close();
  const db = new Database(ws.file);
  db.exec("INSERT INTO migration VALUES (9999, '9999-later', 'h', 1, '7.2.0')");
  db.close();
  const opened = must(open(ws.file));
  expect(opened.mode.kind).toBe('read-only');
  expect(opened.mode.kind === 'read-only' ? opened.mode.reason : '').toContain('7.2.0');
  const refused = opened.write('full', (tx) => ({ ok: true, value: tx.now }));
  expect(refused.ok ? null : refused.error.code).toBe('db.read-only');
  expect(opened.read.value('SELECT count(*) FROM actor')).toBe(1);
  opened.close();
});

test('a first database gets no backup; at most five copies are kept', () => {
  const folder = tempFolder();
  const file = join(folder, 'workspace.sqlite');
  const first = must(open(file));
  expect(first.backup).toBeNull();
  first.close();
  const db = openWritable(file);
  for (let at = 0; at < 7; at += 1) {
    const todo = [{ ...failing(`CREATE TABLE extra${at} (a INTEGER) STRICT;`), number: 100 + at }];
    must(migrate(db, file, todo, { ...options, fresh: false, now: options.now + at }));
  }
  db.close();
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(5);
});
