import Database from 'better-sqlite3';
import { type Failure, fail } from '../core/kernel/result.ts';

export type DbCode =
  | 'db.corrupt'
  | 'db.disk-full'
  | 'db.busy'
  | 'db.read-only'
  | 'db.io'
  | 'db.missing'
  | 'db.migration-changed'
  | 'db.migration-failed';

/** What SQLite reported, as a failure a person can act on; null when it is a bug of ours and must be thrown. */
export function sqliteFailure(error: unknown, file: string): { ok: false; error: Failure<DbCode> } | null {
  if (!(error instanceof Database.SqliteError)) return null;
  const code = error.code;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return corrupt(file, error.message);
  if (code === 'SQLITE_FULL') {
    return fail(
      'db.disk-full',
      'The disk that holds the workspace is full. This change was not saved; everything before it was. Free some space, then repeat it.',
      { file },
      true,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
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
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN') {
    return fail(
      'db.io',
      `The workspace database can't be reached: ${error.message}. This change was not saved. Check the disk and the rights of the folder.`,
      { file, sqlite: code },
      true,
    );
  }
  return null;
}

export function corrupt(file: string, detail: string) {
  return fail(
    'db.corrupt',
    `The workspace database is damaged (${detail}). Nothing was changed in it. Copy the file aside, then put back the newest copy from the backups folder beside it; your tracker files themselves are not touched by this.`,
    { file, detail },
  );
}
