import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { checkRepositoryAddress } from './repository-address.ts';

export type Repository = NonNullable<Assignment['repository']>;

export interface Clone {
  /** A bare repository; the attempts' worktrees hang on it. */
  readonly folder: string;
  readonly url: string;
  readonly mainBranch: string;
  /** The freshly fetched tip of the main branch. */
  readonly base: string;
}

/** `<agent's folder>/repositories/<id>.git` */
export const clonePath = (agentFolder: string, repositoryId: string): string =>
  join(agentFolder, 'repositories', `${repositoryId}.git`);

/**
 * Makes or refreshes the clone of a repository. Every step may be repeated, so what a crash interrupted is simply done
 * again.
 */
export async function freshClone(
  git: Git,
  agentFolder: string,
  repository: Repository,
  signal: AbortSignal,
): Promise<Result<Clone>> {
  const address = checkRepositoryAddress(repository.url);
  if (!address.ok) return address;
  const folder = clonePath(agentFolder, repository.id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const local: GitCall = { folder, signal };
  const remote: GitCall = { folder, signal, remote: true };

  const made = await git.run(local, 'init', '--quiet', '--bare');
  if (!made.ok) return made;
  for (const [name, value] of [
    ['remote.origin.url', address.value],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
  ] as const) {
    const set = await git.run(local, 'config', '--replace-all', name, value);
    if (!set.ok) return set;
  }
  const fetched = await git.run(remote, 'fetch', '--quiet', '--prune', '--no-tags', 'origin');
  if (!fetched.ok) {
    const text = `The repository ${repository.name} can't be fetched. ${fetched.error.message}`;
    return fail('repository.fetch', text, { repository: repository.name }, true);
  }
  const asked = await git.run(remote, 'ls-remote', '--symref', '--', 'origin', 'HEAD');
  const mainBranch = asked.ok ? /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(asked.value)?.[1] : undefined;
  const base =
    mainBranch === undefined
      ? null
      : await git.run(
          local,
          'rev-parse',
          '--verify',
          '--quiet',
          `refs/remotes/origin/${mainBranch}^{commit}`,
        );
  if (mainBranch === undefined || base === null || !base.ok) {
    const text = `The repository ${repository.name} has no main branch with a commit to start from. Nothing was done; push a first commit or set its default branch.`;
    return fail('repository.empty', text, { repository: repository.name });
  }
  return ok({ folder, url: address.value, mainBranch, base: base.value });
}
