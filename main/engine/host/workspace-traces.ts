import { closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';

export const DATABASE = 'quarterdeck.db';

/** What is in a folder only when its database was there before: each is made later than that. */
const TRACES = ['quarterdeck.db-wal', 'quarterdeck.db-shm', 'secrets.json', 'web.json'];

/** Whether a workspace, or what one left, is in the folder. */
export function holdsWorkspace(folder: string): boolean {
  return existsSync(join(folder, DATABASE)) || tracesIn(folder).length > 0;
}

/**
 * Makes sure that a new database is made only where there was none: SQLite throws an old journal away when it finds no
 * database beside it. The empty file is the first thing that a new workspace has, so that a start that was killed is no
 * trace of a lost one.
 */
export function claimDatabase(folder: string): Result<null, 'workspace.database-missing'> {
  const file = join(folder, DATABASE);
  const size = sizeOf(file);
  if (size !== null && size > 0) return ok(null);
  const copy = newestCopyIn(join(folder, 'backups'));
  const traces = tracesIn(folder);
  if (size === 0 && isFirstStart(folder, file)) return ok(null);
  if (traces.length === 0) {
    closeSync(openSync(file, 'a', 0o600));
    return ok(null);
  }
  const what = size === null ? 'is missing' : 'is empty';
  const restore = copy === null ? 'restore a copy of it' : `restore its newest copy, ${copy}`;
  return fail(
    'workspace.database-missing',
    `The database of the workspace in ${folder} ${what}: ${file}. ${traces.join(', ')} of it ${traces.length === 1 ? 'is' : 'are'} still there, so nothing was made and nothing was changed. Put the file back, or ${restore}; to begin a new workspace, name another folder with --workspace.`,
    { folder, file, traces },
  );
}

/** An empty file that was there before all else is the beginning of a workspace; one that is newer was emptied. */
function isFirstStart(folder: string, file: string): boolean {
  const made = statSync(file).mtimeMs;
  const filled = tracesIn(folder).filter((name) => sizeOf(join(folder, name)) !== 0);
  return filled.every((name) => name === 'secrets.json' && statSync(join(folder, name)).mtimeMs >= made);
}

function tracesIn(folder: string): readonly string[] {
  const copy = newestCopyIn(join(folder, 'backups'));
  const found = TRACES.filter((name) => existsSync(join(folder, name)));
  return copy === null ? found : [...found, 'backups'];
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}

/** Their names end with the time. */
function newestCopyIn(backups: string): string | null {
  if (!existsSync(backups)) return null;
  const copies = readdirSync(backups).filter((name) => name.startsWith(`${DATABASE}.`));
  const newest = copies.toSorted().at(-1);
  return newest === undefined ? null : join(backups, newest);
}
