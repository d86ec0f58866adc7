import { type Dirent, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

type Place = 'repository' | 'objects' | 'below';

/** Folders that are not entered: other repositories, and many files of which git locks none. */
const SKIPPED: Readonly<Record<Place, RegExp | null>> = {
  repository: /^(?:lfs|modules|worktrees)$/,
  objects: /^[0-9a-f]{2}$/,
  below: null,
};

/**
 * Removes the lock files that git processes left which were ended half way, and pipes and devices, which git would wait
 * for or read without end. Only for a repository of our own while
 * nothing else works in it.
 */
export const removeLocks = (gitDir: string): void => removeIn(gitDir, 'repository');

function removeIn(folder: string, place: Place): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    const path = join(folder, name);
    if (entry.isDirectory()) {
      if (SKIPPED[place]?.test(name) !== true)
        removeIn(path, place === 'repository' && name === 'objects' ? 'objects' : 'below');
    } else if (name.endsWith('.lock') || name === 'gc.pid' || neverEnds(entry, path))
      rmSync(path, { force: true });
  }
}

/** Git makes neither; the work of a task may have, also behind a link. */
function neverEnds(entry: Dirent, path: string): boolean {
  if (entry.isFile()) return false;
  try {
    const facts = statSync(path);
    return facts.isFIFO() || facts.isCharacterDevice() || facts.isBlockDevice();
  } catch {
    // A link that leads nowhere: git sees that too.
    return false;
  }
}
