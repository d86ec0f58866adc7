import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { addressAdvice, addressProblem, shownAddress } from '../../core/domain/repository-address.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { type Clone, clonePath, inClone } from './clone.ts';
import { removeLocks } from './git-locks.ts';
import { keepFolder } from './keep-folder.ts';

export type Repository = NonNullable<Assignment['repository']>;

export interface FreshClone extends Clone {
  /** Where the one before was put, which git could not use any more. */
  readonly brokenOne: string | null;
}

/** What git says of a repository that a power cut, or a disk that was full, left half written. */
const BROKEN =
  /not (?:a git repository|in a git directory)|bad object|object file .* is empty|loose object|reference broken|broken (?:ref|link)|corrupt|unable to read (?:tree|sha1)|missing (?:blob|tree|commit)|bad config|unable to resolve reference|invalid (?:sha1|index-pack)|did not send all necessary objects/i;

/**
 * Makes or refreshes the clone of a repository. Every step may be repeated, so what a crash interrupted is simply done
 * again; a clone that git can't use any more is set aside, and made anew.
 */
export async function freshClone(
  git: Git,
  agentFolder: string,
  repository: Repository,
  signal: AbortSignal,
): Promise<Result<FreshClone>> {
  const problem = addressProblem(repository.url);
  if (problem !== null) {
    const text = `The address of the repository ${repository.name} (${shownAddress(repository.url)}) can't be used. Nothing was fetched; remove the repository and add it with another. ${addressAdvice[problem]}`;
    return fail('repository.address', text);
  }
  const folder = clonePath(agentFolder, repository.id);
  const first = await refresh(git, folder, repository, signal);
  if (first.ok) return ok({ ...first.value, brokenOne: null });
  if (signal.aborted || !BROKEN.test(first.error.message)) return first;
  const brokenOne = keepFolder(agentFolder, folder, 'broken');
  const second = await refresh(git, folder, repository, signal);
  return second.ok ? ok({ ...second.value, brokenOne }) : second;
}

async function refresh(
  git: Git,
  folder: string,
  repository: Repository,
  signal: AbortSignal,
): Promise<Result<Clone>> {
  const local = inClone(folder, signal);
  const remote: GitCall = { ...local, remote: true };
  const failed = (reason: string): Result<never> =>
    fail(
      'repository.fetch',
      `The repository ${repository.name} can't be fetched. ${reason}`,
      { repository: repository.name },
      true,
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeLocks(folder);
  const configured = await configure(git, local, repository.url);
  if (!configured.ok) return configured;
  const asked = await git.run(remote, 'ls-remote', '--symref', '--', 'origin', 'HEAD');
  if (!asked.ok) return failed(asked.error.message);
  const fetched = await git.run(
    remote,
    'fetch',
    '--quiet',
    '--prune',
    '--no-tags',
    '--no-write-fetch-head',
    // A remote that has only the newest commits itself is cloned as far as it goes.
    '--update-shallow',
    ...(existsSync(join(folder, 'shallow')) ? ['--unshallow'] : []),
    'origin',
    '+refs/heads/*:refs/remotes/origin/*',
    '+refs/tags/*:refs/tags/*',
    ...(asked.value === '' ? [] : [`+HEAD:${REMOTE_HEAD}`]),
  );
  if (!fetched.ok) return failed(fetched.error.message);
  const base = await git.run(local, 'rev-parse', '--verify', '--quiet', `${REMOTE_HEAD}^{commit}`);
  if (asked.value === '' || !base.ok) return withoutStart(git, local, repository);
  const mainBranch = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(asked.value)?.[1] ?? null;
  return ok({ folder, url: repository.url, mainBranch, base: base.value });
}

const REMOTE_HEAD = 'refs/quarterdeck/remote-head';

/** From nothing each time: whatever was written into it meanwhile has no say in what happens here. */
async function configure(git: Git, local: GitCall, url: string): Promise<Result<null>> {
  for (const name of ['config', 'config.worktree']) rmSync(join(local.folder, name), { force: true });
  const { folder, signal } = local;
  const made = await git.run({ folder, signal }, 'init', '--quiet', '--bare', '--template=', folder);
  if (!made.ok) return made;
  for (const [name, value] of [
    ['remote.origin.url', url],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
  ] as const) {
    const set = await git.run(local, 'config', '--replace-all', name, value);
    if (!set.ok) return set;
  }
  await git.run(local, 'update-ref', '-d', REMOTE_HEAD);
  return ok(null);
}

async function withoutStart(git: Git, local: GitCall, { name }: Repository): Promise<Result<never>> {
  const branches = await git.run(
    local,
    'for-each-ref',
    '--count=5',
    '--format=%(refname:lstrip=3)',
    'refs/remotes/origin',
  );
  const text =
    branches.ok && branches.value !== ''
      ? `The repository ${name} names a default branch that it does not have, so there is nothing to start from. Nothing was done; set its default branch. It has: ${branches.value.replaceAll('\n', ', ')}.`
      : `The repository ${name} has no commit to start from. Nothing was done; push a first commit.`;
  return fail('repository.empty', text, { repository: name });
}
