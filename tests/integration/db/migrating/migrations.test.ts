import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openWritable } from '../../../../db/connection.ts';
import { Reader } from '../../../../db/handle.ts';
import { migrate, migrationState } from '../../../../db/migrate.ts';
import { migrationFiles } from '../../../../db/migrations/embed.ts';
import { type Migration, migrations } from '../../../../db/migrations/embedded.ts';
import { openWorkspaceDatabase } from '../../../../db/open.ts';
import { SNAPSHOT_FILE, schemaText } from '../../../../db/schema-snapshot.ts';
import { must, tempFolder, testClock, testEntropy, testWorkspace } from '../open-workspace.ts';
import { DROPPED, ROWS } from './rows-by-version.ts';

const options = { fresh: true, now: Date.UTC(2026, 10, 20), appVersion: '0.1.0' };

/**
 * Tables that a migration lets go of, by its number: they are made again from the logs, or by its step, which
 * `old-logs.test.ts` tries on a workspace that was used.
 */
const MADE_AGAIN: Readonly<Record<number, readonly string[]>> = {
  5: ['conflict', 'intent', 'item_doubt', 'item_gone', 'item_history', 'revision', 'state_day'],
};

function open(file: string) {
  return openWorkspaceDatabase({ file, clock: testClock(), entropy: testEntropy(), appVersion: '0.1.0' });
}

test('the bundle carries exactly the migration files', () => {
  expect(migrations, 'Run `npx node db/migrations/embed.ts` and commit embedded.ts.').toEqual(
    migrationFiles(),
  );
});

test('migrations are numbered without gaps from 1', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, at) => at + 1));
});

test('the tables are those of the committed snapshot', () => {
  expect(
    schemaText(),
    'The migrations make other tables than db/schema.snapshot.sql says. If you added a migration, run `npx node db/schema-snapshot.ts`, read the difference and commit it. If you changed an old migration, undo that: workspaces out there were made with it.',
  ).toBe(readFileSync(SNAPSHOT_FILE, 'utf8'));
});

test('every table is STRICT', () => {
  const ws = testWorkspace();
  const loose = ws.db.read.column<string>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
  );
  expect(loose).toEqual([]);
});

test('every table of the newest version has rows for the next migration to carry along', () => {
  const file = join(tempFolder(), 'workspace.sqlite');
  const db = openWritable(file);
  for (const migration of migrations) {
    must(migrate(db, file, [migration], { ...options, fresh: migration.number === 1 }));
    for (const sql of ROWS[migration.number] ?? []) db.exec(sql);
  }
  const filled = Object.keys(everyRow(db));
  expect(
    tableNames(db).filter((name) => !filled.includes(name)),
    `These tables have no row in tests/integration/db/migrating/rows-by-version.ts. Add one for each under the number of your migration (the newest is ${migrations.length}): the migration after it is tried over them.`,
  ).toEqual([]);
  db.close();
});

describe.each(migrations.slice(1))('migration $name', ({ number }) => {
  test('carries a filled database of the version before along, row by row', () => {
    const file = join(tempFolder(), 'workspace.sqlite');
    const db = openWritable(file);
    for (const migration of migrations.filter((one) => one.number < number)) {
      must(migrate(db, file, [migration], { ...options, fresh: migration.number === 1 }));
      for (const sql of ROWS[migration.number] ?? []) db.exec(sql);
    }
    const stored = everyRow(db);
    const kept = without(stored, number);
    const todo = migrations.filter((migration) => migration.number === number);
    const migrated = must(migrate(db, file, todo, { ...options, fresh: false }));
    expect(everyRow(db)).toMatchObject(kept);
    expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    db.close();

    const copy = new Database(migrated.backup ?? '', { readonly: true, fileMustExist: true });
    expect(everyRow(copy)).toEqual(stored);
    copy.close();
  });
});

function everyRow(db: Database.Database): Record<string, Record<string, unknown>[]> {
  const read = new Reader(db);
  return Object.fromEntries(
    tableNames(db)
      .map((name) => [name, read.all<Record<string, unknown>>(`SELECT * FROM ${name}`)] as const)
      .filter(([, rows]) => rows.length !== 0),
  );
}

/** What a migration leaves as it was: without the tables it takes away or makes again, and the columns it does without. */
function without(rows: Record<string, Record<string, unknown>[]>, number: number): Record<string, unknown[]> {
  const changed = {
    ...DROPPED[number],
    ...Object.fromEntries((MADE_AGAIN[number] ?? []).map((name) => [name, 'table'])),
  };
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([table]) => changed[table] !== 'table')
      .map(([table, all]) => [
        table,
        all.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => !(changed[table] ?? []).includes(name))),
        ),
      ]),
  );
}

function tableNames(db: Database.Database): string[] {
  return new Reader(db).column<string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name",
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
