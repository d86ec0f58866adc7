import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { listedPaths, namePaths } from './path-lists.ts';

/**
 * Repositories that the work made or cloned inside of its own and that are no submodules: a branch would carry a mere
 * pointer to them, which nobody can follow. Where all of one is on a remote it is left out of the branch, and the answer is
 * the note that says so; else it fails.
 */
export async function leaveOutNested(
  git: Git,
  inside: GitCall,
  base: string,
): Promise<Result<readonly string[]>> {
  const nested = await findNested(git, inside, base);
  if (nested.length === 0) return ok([]);
  const owned: string[] = [];
  for (const path of nested) {
    const isCopy =
      !path.includes('\n') && (await isElsewhere(git, { ...inside, folder: join(inside.folder, path) }));
    if (!isCopy) owned.push(path);
  }
  if (owned.length > 0) {
    const [are, hold] =
      owned.length === 1
        ? ['is a git repository of its own', 'holds']
        : ['are git repositories of their own', 'hold'];
    return fail(
      'workspace.nested',
      `${namePaths(owned)} ${are} inside the work and ${hold} what is nowhere else; a branch can’t carry that.`,
    );
  }
  const dropped = await git.run(
    inside,
    '--literal-pathspecs',
    'rm',
    '--cached',
    '--quiet',
    '--ignore-unmatch',
    '--',
    ...nested,
  );
  if (!dropped.ok) return dropped;
  const info = join(inside.folder, '.git', 'info');
  mkdirSync(info, { recursive: true });
  appendFileSync(
    join(info, 'exclude'),
    nested.map((path) => `\n/${path.replaceAll(/[\\*?[\] ]/g, '\\$&')}/\n`).join(''),
  );
  const [are, they] =
    nested.length === 1
      ? ['is a clone of another repository', 'it was']
      : ['are clones of other repositories', 'they were'];
  return ok([`${namePaths(nested)} ${are}, so ${they} left out of the branch.`]);
}

/** Untracked ones, which git lists with a slash, and those the work committed as pointers already. */
async function findNested(git: Git, inside: GitCall, base: string): Promise<string[]> {
  const others = await git.run(inside, 'ls-files', '--others', '--exclude-standard', '-z');
  const changed = await git.run(
    inside,
    'diff',
    '--cached',
    '--raw',
    '--no-renames',
    '--no-abbrev',
    '-z',
    base,
  );
  const declared = await git.run(inside, 'config', '--file', '.gitmodules', '-z', '--get-regexp', '\\.path$');
  const submodules = declared.ok
    ? listedPaths(declared.value).map((entry) => entry.slice(entry.indexOf('\n') + 1))
    : [];
  const untracked = others.ok ? listedPaths(others.value).filter((path) => path.endsWith('/')) : [];
  const pointers = changed.ok
    ? [...changed.value.matchAll(/:(?!160000)\d{6} 160000 [0-9a-f]+ [0-9a-f]+ [A-Z]\0([^\0]+)/g)].map(
        ([, path = '']) => path,
      )
    : [];
  const all = [...untracked.map((path) => path.slice(0, -1)), ...pointers];
  return [...new Set(all)].filter((path) => !submodules.includes(path));
}

/** Whether nothing would be lost with it: it has no changed file, and its remote has all of its commits. */
async function isElsewhere(git: Git, nested: GitCall): Promise<boolean> {
  const state = await git.run(nested, 'status', '--porcelain');
  if (!state.ok || state.value !== '') return false;
  const remotes = await git.run(nested, 'remote');
  // A clone of one tag has no branch of its remote.
  const there = remotes.ok && remotes.value !== '' ? ['--not', '--remotes', '--tags'] : [];
  const own = await git.run(nested, 'rev-list', '--count', '--all', ...there);
  return own.ok && own.value === '0';
}
