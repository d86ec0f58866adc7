import { join } from 'node:path';
import type { Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { type Clone, inClone } from './clone.ts';
import { listedPaths } from './path-lists.ts';

export interface Lfs {
  /** Brings the large files of a commit to the remote; a push without them would leave others with pointers. */
  upload(commit: string, signal: AbortSignal): Promise<Result<string>>;
}

export interface LfsFiles {
  /** Null when the repository has none, or this host no `git lfs`. */
  readonly lfs: Lfs | null;
  readonly note: string | null;
}

/** Fetches the files that the repository keeps in LFS, where this host has it; else they stay pointers, and it is said. */
export async function checkOutLfs(
  git: Git,
  clone: Clone,
  folder: string,
  signal: AbortSignal,
): Promise<LfsFiles> {
  const inside: GitCall = { folder, signal };
  // Shared by the attempts, as git's own objects are; the push is made in the clone. A task may put the first file there.
  const storage = join(clone.folder, 'lfs');
  for (const call of [inside, inClone(clone.folder, signal)]) {
    await git.run(call, 'config', 'lfs.storage', storage);
  }
  const count = await countFiles(git, inside);
  if (count === 0) return { lfs: null, note: null };
  if (!(await isInstalled(git, inside))) {
    const note = `The repository keeps ${count} ${count === 1 ? 'file' : 'files'} in LFS, and git lfs is not installed on this host: they are pointers.`;
    return { lfs: null, note };
  }
  const installed = await git.run(inside, 'lfs', 'install', '--local', '--skip-repo');
  const pulled = installed.ok
    ? await git.run({ ...inside, remote: true }, 'lfs', 'pull', 'origin')
    : installed;
  return {
    lfs: lfsOf(git, clone),
    note: pulled.ok
      ? null
      : `Not all files in LFS could be fetched, so some are pointers. ${pulled.error.message}`,
  };
}

/** For a tree that held none when it was checked out: its task may have put the first file into LFS. */
export async function lfsSince(git: Git, clone: Clone, inside: GitCall): Promise<Lfs | null> {
  const isUsed = (await countFiles(git, inside)) > 0 && (await isInstalled(git, inside));
  return isUsed ? lfsOf(git, clone) : null;
}

async function countFiles(git: Git, inside: GitCall): Promise<number> {
  const files = await git.run(inside, 'ls-files', '-z', '--', ':(attr:filter=lfs)');
  return files.ok ? listedPaths(files.value).length : 0;
}

const isInstalled = async (git: Git, inside: GitCall): Promise<boolean> =>
  (await git.run(inside, 'lfs', 'version')).ok;

const lfsOf = (git: Git, clone: Clone): Lfs => ({
  // Found from the folder: git lfs opens a second repository for remotes on this machine, and would take a named one for it.
  upload: (commit, stop) =>
    git.run(
      { folder: clone.folder, signal: stop, remote: true },
      '-c',
      'safe.bareRepository=all',
      'lfs',
      'push',
      'origin',
      commit,
    ),
});
