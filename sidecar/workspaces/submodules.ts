import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Git, GitCall } from '../../node/git/git.ts';

/**
 * Checks the submodules of the commit out, as a clone with `--recurse-submodules` does. Answers what to say when some
 * could not be fetched. Those on paths of this machine are taken only for a repository that is on it itself.
 */
export async function checkOutSubmodules(
  git: Git,
  folder: string,
  url: string,
  signal: AbortSignal,
): Promise<string | null> {
  if (!existsSync(join(folder, '.gitmodules'))) return null;
  const isLocal = url.startsWith('/') || url.startsWith('file:');
  const fetched = await git.run(
    {
      folder,
      signal,
      remote: true,
      ...(isLocal ? {} : { extra: { GIT_ALLOW_PROTOCOL: 'git:http:https:ssh' } }),
    },
    'submodule',
    'update',
    '--quiet',
    '--init',
    '--recursive',
  );
  if (fetched.ok) return null;
  return `The repository has submodules, and not all of them could be fetched: their folders are empty. ${fetched.error.message}`;
}

/** A commit that points to one of a submodule which its own remote does not have can't be checked out by anybody else. */
export async function lostSubmodules(
  git: Git,
  inside: GitCall,
  base: string,
  commit: string,
): Promise<string | null> {
  const changed = await git.run(inside, 'diff', '--raw', '--no-renames', '--no-abbrev', '-z', base, commit);
  if (!changed.ok) return null;
  for (const [, target = '', path = ''] of changed.value.matchAll(
    /:\d{6} 160000 [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)\0?/g,
  )) {
    const folder = join(inside.folder, path);
    if (!existsSync(join(folder, '.git'))) continue;
    const call: GitCall = { folder, signal: inside.signal };
    const known = await git.run(
      call,
      'for-each-ref',
      '--count=1',
      `--contains=${target}`,
      '--format=x',
      'refs/remotes',
    );
    if (known.ok && known.value !== '') continue;
    return `The work needs commit ${target.slice(0, 12)} of the submodule ${path}, which its remote does not have: have the task push it, or work on the submodule’s repository in a task of its own.`;
  }
  return null;
}
