import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { fail, ok, type Result } from '../core/kernel/result.ts';
import { makeForOwner } from './connection.ts';
import { type Reader, Writer } from './handle.ts';
import { type Migration, migrations } from './migrations/embedded.ts';
import { historyStep } from './migrations/steps/history.ts';
import type { MigrationStep } from './migrations/steps/migration-step.ts';
import { appliedMigrations, MIGRATION_TABLE, newestVersion, recordMigration } from './tables/migration.ts';

const BACKUPS_KEPT = 5;

/** What SQL alone can't bring along. A new database has nothing to bring. */
const STEPS: ReadonlyMap<number, MigrationStep> = new Map([[5, historyStep]]);

export type MigrationState =
  | { readonly kind: 'current' }
  | { readonly kind: 'pending'; readonly todo: readonly Migration[]; readonly fresh: boolean }
  | { readonly kind: 'newer'; readonly reason: string };

/** Compares what a database has with what this version knows. */
export function migrationState(
  db: Reader,
  known: readonly Migration[] = migrations,
): Result<MigrationState, 'db.migration-changed'> {
  const applied = appliedMigrations(db);
  for (const row of applied) {
    const mine = known.find((migration) => migration.number === row.number);
    if (mine === undefined) return ok({ kind: 'newer', reason: newerReason(db) });
    if (mine.sha256 !== row.sha256 || mine.name !== row.name) {
      return fail(
        'db.migration-changed',
        `Migration ${row.name} is not the one this database was made with, so its tables can't be trusted to fit. Nothing was changed. Install the version of Quarterdeck the workspace was last opened with, or a released one.`,
        { migration: row.name, recorded: row.sha256, known: mine.sha256 },
      );
    }
  }
  const done = new Set(applied.map((row) => row.number));
  const todo = known.filter((migration) => !done.has(migration.number));
  return ok(todo.length === 0 ? { kind: 'current' } : { kind: 'pending', todo, fresh: applied.length === 0 });
}

function newerReason(db: Reader): string {
  const version = newestVersion(db) ?? 'a newer version';
  return `This workspace was last changed by a newer Quarterdeck (${version}). It is shown as it is and nothing in it can be changed from here; install that version to edit.`;
}

/** Runs the missing migrations in one transaction, after a copy of an existing database was laid aside. */
export function migrate(
  db: Database.Database,
  file: string,
  todo: readonly Migration[],
  options: { readonly fresh: boolean; readonly now: number; readonly appVersion: string },
): Result<{ readonly backup: string | null }, 'db.migration-failed'> {
  const backup = options.fresh ? null : backupBeside(db, file, options.now);
  const writer = new Writer(db);
  // Foreign keys can only be switched off outside a transaction; table rebuilds in migrations need them off.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      db.exec(MIGRATION_TABLE);
      for (const migration of todo) {
        const finish = options.fresh ? undefined : STEPS.get(migration.number)?.(writer);
        db.exec(migration.sql);
        finish?.();
        recordMigration(writer, migration, options.now, options.appVersion);
      }
      const broken = db.prepare('PRAGMA foreign_key_check').all();
      if (broken.length > 0) throw new BrokenReferences(broken.length);
    }).immediate();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail(
      'db.migration-failed',
      `The workspace database could not be brought to this version: ${error.message}. It is as it was before${backup === null ? '' : `, and a copy lies at ${backup}`}. Open it with the version you used before.`,
      { file, backup, detail: error.message },
    );
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return ok({ backup });
}

class BrokenReferences extends Error {
  constructor(count: number) {
    super(`${count} rows would point at rows that do not exist`);
  }
}

/** `VACUUM INTO` writes a consistent copy, whatever is still in the write-ahead log. */
function backupBeside(db: Database.Database, file: string, now: number): string {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const target = join(folder, `${basename(file)}.before-migration-${stamp}`);
  rmSync(target, { force: true });
  makeForOwner(target);
  db.prepare('VACUUM INTO ?').run(target);
  const older = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.before-migration-`))
    .toSorted();
  for (const name of older.slice(0, -BACKUPS_KEPT)) rmSync(join(folder, name), { force: true });
  return target;
}
