import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Git, GitCall } from '../../node/git/git.ts';
import { listedPaths, namePaths } from './path-lists.ts';

/** Larger files are not looked into: nobody merges them by hand. */
const TEXT_BYTES = 8 * 1024 * 1024;

const states = [
  { places: ['rebase-merge', 'rebase-apply'], name: 'a rebase' },
  { places: ['sequencer'], name: 'a cherry-pick or revert of several commits' },
] as const;

/** Why the work can't be taken as done, as git sees it; null when nothing speaks against it. */
export async function halfDone(git: Git, inside: GitCall): Promise<string | null> {
  const broken = await brokenRepository(git, inside);
  if (broken !== null) return broken;
  const gitDir = join(inside.folder, '.git');
  const state = states.find(({ places }) => places.some((place) => existsSync(join(gitDir, place))));
  if (state !== undefined)
    return `The work ended in the middle of ${state.name}: some of its commits are not applied.`;
  const unmerged = await git.run(inside, 'diff', '--name-only', '--diff-filter=U', '-z');
  const conflicts = unmerged.ok
    ? listedPaths(unmerged.value).filter((path) => hasConflict(join(inside.folder, path)))
    : [];
  return conflicts.length === 0
    ? null
    : `The work ended with merge conflicts that nobody resolved, in ${namePaths(conflicts)}.`;
}

/**
 * Whether the folder still is a repository of its own: without one, git would mean another that the folder happens to lie
 * in.
 */
export async function brokenRepository(git: Git, inside: GitCall): Promise<string | null> {
  const gitDir = join(inside.folder, '.git');
  const found = await git.run(inside, 'rev-parse', '--absolute-git-dir');
  const isOwn = found.ok && existsSync(gitDir) && realpathSync(found.value) === realpathSync(gitDir);
  return isOwn
    ? null
    : 'The work removed or damaged the .git folder of its repository, so nobody can tell what it changed.';
}

/** Resolved in the file is resolved, whether or not git was told. */
function hasConflict(file: string): boolean {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts === undefined || !facts.isFile() || facts.size > TEXT_BYTES) return false;
  const text = readFileSync(file, 'latin1');
  return /^<{7}(?: |$)/m.test(text) && /^>{7}(?: |$)/m.test(text);
}
