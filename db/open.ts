import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Clock, Entropy } from '../core/kernel/clock.ts';
import { fail, ok, type Result } from '../core/kernel/result.ts';
import { openReadable, openWritable } from './connection.ts';
import { type DbCode, sqliteFailure } from './failures.ts';
import { Reader } from './handle.ts';
import { migrate, migrationState } from './migrate.ts';
import { migrations } from './migrations/embedded.ts';
import { removeLeftovers } from './replay.ts';
import { prepareDerived } from './usecases/derived.ts';
import { rebuildAtOnce } from './usecases/rebuild.ts';
import { type OpenMode, WorkspaceDb } from './workspace-db.ts';

export interface OpenOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly appVersion: string;
  /** Why nothing may be written, whatever the file allows. */
  readonly readOnly?: string | null;
  /** Told of a listener of the feed that failed; without it the failure ends the process, as a bug. */
  readonly onFeedError?: (error: unknown) => void;
  /** Told once when another process has written to the database: every further write is refused. */
  readonly onOvertaken?: () => void;
}

/**
 * Opens or makes the workspace database. An existing one is copied aside before it is migrated; one from a newer
 * version, or one this user may not write, opens read-only and says so in `mode`.
 */
export function openWorkspaceDatabase(options: OpenOptions): Result<WorkspaceDb, DbCode> {
  try {
    if (typeof options.readOnly === 'string') return readOnly(options, options.readOnly);
    return existsSync(options.file) && !isWritable(options.file)
      ? readOnly(
          options,
          'The workspace database may not be written by this user, so it is shown as it is. Change the rights of the file to edit.',
        )
      : readWrite(options);
  } catch (error) {
    const failure = sqliteFailure(error, options.file);
    if (failure !== null) return failure;
    if (error instanceof Error && 'code' in error) {
      return fail(
        'db.io',
        `The folder of the workspace can't be used: ${error.message}. Nothing was changed.`,
        {
          file: options.file,
        },
      );
    }
    throw error;
  }
}

function readWrite(options: OpenOptions): Result<WorkspaceDb, DbCode> {
  removeLeftovers(options.file);
  const db = openWritable(options.file);
  try {
    const state = migrationState(new Reader(db), migrations);
    if (!state.ok) return closing(db, state);
    if (state.value.kind === 'newer') {
      db.close();
      return readOnly(options, state.value.reason);
    }
    if (state.value.kind === 'current') return prepared(db, options, null);
    const migrated = migrate(db, options.file, state.value.todo, {
      fresh: state.value.fresh,
      now: options.clock.now(),
      appVersion: options.appVersion,
    });
    if (!migrated.ok) return closing(db, migrated);
    return prepared(db, options, migrated.value.backup);
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepared(
  db: Database.Database,
  options: OpenOptions,
  backup: string | null,
): Result<WorkspaceDb, DbCode> {
  const opened = workspace(db, options, { kind: 'read-write' }, backup);
  const derived = prepareDerived(opened);
  const ready = derived.ok && backup !== null ? rebuildAtOnce(opened) : derived;
  if (ready.ok) return ok(opened);
  opened.close();
  return fail('db.io', ready.error.message, ready.error.facts, ready.error.retryable);
}

function readOnly(options: OpenOptions, reason: string): Result<WorkspaceDb, DbCode> {
  return ok(workspace(openReadable(options.file), options, { kind: 'read-only', reason }, null));
}

function workspace(db: Database.Database, options: OpenOptions, mode: OpenMode, backup: string | null) {
  const { file, clock, entropy } = options;
  const onFeedError = options.onFeedError ?? throwLater;
  const onOvertaken = options.onOvertaken ?? (() => {});
  return new WorkspaceDb({ db, file, mode, backup, clock, entropy, onFeedError, onOvertaken });
}

/** Outside of the commit, which has happened. */
function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

function closing<Failed>(db: Database.Database, failed: Failed): Failed {
  db.close();
  return failed;
}

/** Asked of SQLite itself: root passes every rights check, and a read-only mount passes the file's. */
function isWritable(file: string): boolean {
  const probe = new Database(file, { fileMustExist: true });
  try {
    probe.pragma('journal_mode = WAL');
    probe.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_READONLY')) return false;
    throw error;
  } finally {
    probe.close();
  }
}
