import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of a repository with its objects: many files, and none that git locks. */
const NOT_ENTERED: ReadonlySet<string> = new Set(['objects', 'lfs', 'modules', 'worktrees']);

/**
 * Removes the lock files that git processes left which were ended half way. Only for a repository of our own while
 * nothing else works in it.
 */
export function removeLocks(gitDir: string): void {
  for (const entry of readdirSync(gitDir, { withFileTypes: true })) {
    const path = join(gitDir, entry.name);
    if (entry.isDirectory()) {
      if (!NOT_ENTERED.has(entry.name)) removeLocks(path);
    } else if (entry.name.endsWith('.lock') || entry.name === 'gc.pid') rmSync(path, { force: true });
  }
}
