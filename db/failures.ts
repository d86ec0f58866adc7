import { readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type Failure, fail, type Result } from '../core/kernel/result.ts';

/** What SQLite makes beside a database at the least, with its journal: less room is none. */
const JOURNAL_INDEX_BYTES = 64 * 1024;

export type DbCode =
  | 'db.corrupt'
  | 'db.disk-full'
  | 'db.busy'
  | 'db.overtaken'
  | 'db.read-only'
  | 'db.io'
  | 'db.missing'
  | 'db.log-incomplete'
  | 'db.migration-changed'
  | 'db.migration-failed';

/** Carries an expected failure out of where no value can be returned; every door turns it into one again. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What was thrown, as the failure it stands for; null when it is a bug of ours. */
export function knownFailure(error: unknown, file: string): { ok: false; error: Failure } | null {
  return error instanceof Refusal ? { ok: false, error: error.failure } : sqliteFailure(error, file);
}

/** The same while a workspace is opened: statements that fit what the migrations made do so unless the file is damaged. */
export function failureAtStart(error: unknown, file: string): { ok: false; error: Failure } | null {
  const isDamage = error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR';
  return knownFailure(error, file) ?? (isDamage ? corrupt(file, error.message) : null);
}

/** Where damage is a state of one thing among others: the failure that was thrown, as a value. */
export async function orKnownFailure<Value>(
  file: string,
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    const known = knownFailure(error, file);
    if (known === null) throw error;
    return known;
  }
}

/** Two processes must never write to one workspace, and this one is not the last that did. */
export function overtaken(file: string): Result<never, 'db.overtaken'> {
  return fail(
    'db.overtaken',
    'Another process has written to this workspace, so nothing more is written from here. This change was not saved. Repeat it in a moment, when the other process is asked instead.',
    { file },
    true,
  );
}

/** A database that was made and has not been given a workspace. */
export function noWorkspace() {
  return fail('workspace.missing', 'This database holds no workspace yet. Create one first.');
}

/** What SQLite reported, as a failure a person can act on; null when it is a bug of ours and must be thrown. */
export function sqliteFailure(error: unknown, file: string): { ok: false; error: Failure<DbCode> } | null {
  if (!(error instanceof Database.SqliteError)) return null;
  const code = error.code;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return corrupt(file, error.message);
  const unreachable = code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN';
  if (code === 'SQLITE_FULL' || (unreachable && isFull(dirname(file)))) {
    return fail(
      'db.disk-full',
      'The disk that holds the workspace is full. This change was not saved; everything before it was. Free some space, then repeat it.',
      { file },
      true,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'SQLITE_PROTOCOL') {
    return fail(
      'db.busy',
      'Another program holds the workspace database. This change was not saved. Close that program, then repeat it.',
      { file },
      true,
    );
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return fail(
      'db.read-only',
      'The workspace database can only be read (check the rights of the file and its folder). This change was not saved.',
      { file },
    );
  }
  if (unreachable) {
    return fail(
      'db.io',
      `The workspace database can't be reached: ${error.message}. This change was not saved. Check the disk and the rights of the folder.`,
      { file, sqlite: code },
      true,
    );
  }
  return null;
}

/** SQLite calls a full disk so only in places: where it can't make its journal's index, it says that reading failed. */
function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < JOURNAL_INDEX_BYTES;
  } catch {
    return false;
  }
}

export function corrupt(file: string, detail: string) {
  return fail(
    'db.corrupt',
    `The workspace database is damaged (${detail}). Nothing was changed in it, and your tracker files are not touched by this. ${restoreAdvice(file)}`,
    { file, detail },
  );
}

/** A text that the history names and the workspace does not hold any more, or not as it was. */
export function lostText(file: string, hash: string) {
  return fail(
    'db.corrupt',
    `A text of this workspace is missing or damaged (content ${hash}). Nothing was changed. A tracker's file that still says it gives it back when it is next checked; "quarterdeck doctor" names what is lost. ${restoreAdvice(file)}`,
    { file, hash },
  );
}

export function isLostText({ code, facts }: Failure): boolean {
  return code === 'db.corrupt' && typeof facts['hash'] === 'string';
}

/** The logs make less than is shown, so that a rebuild would take something away. */
export function incompleteLog(file: string, count: number, first: string) {
  return fail(
    'db.log-incomplete',
    `The logs of this workspace have lost rows (${gapInWords(count, first)}), so nothing was rebuilt: what is shown is kept as it is, and can be edited. ${restoreAdvice(file)}`,
    { file, count, first },
  );
}

export function gapInWords(count: number, first: string): string {
  return count === 1 ? first : `${first}, and ${count - 1} more like it`;
}

/** What a person can do about a damaged database: there may be no copy to put back. */
export function restoreAdvice(file: string): string {
  const copy = newestCopy(file)?.path ?? null;
  return copy === null
    ? 'No copy lies in its backups folder; keep a copy of the damaged file before anything else.'
    : `Copy the damaged file aside, then put back the newest copy, ${copy}.`;
}

/** The newest of the copies made beside the database. */
export function newestCopy(file: string): { readonly path: string; readonly at: number } | null {
  const folder = join(dirname(file), 'backups');
  let newest: { readonly path: string; readonly at: number } | null = null;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (newest === null || at > newest.at) newest = { path, at };
  }
  return newest;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
