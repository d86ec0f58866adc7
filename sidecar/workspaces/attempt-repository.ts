import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { type Clone, inClone } from './clone.ts';
import { removeLocks } from './git-locks.ts';

export interface AttemptRepository {
  readonly clone: Clone;
  readonly folder: string;
  readonly branch: string;
  /** The commit it begins with. */
  readonly start: string;
  /** Hooks a person put into the clone are to run. */
  readonly hooks: boolean;
}

/** What is missing on this host must not make the checkout fail: files of LFS come afterwards. */
const WITHOUT_LFS = ['smudge=', 'clean=', 'process=', 'required=false'].flatMap((part) => [
  '-c',
  `filter.lfs.${part}`,
]);

/**
 * A repository of the attempt's own, as a person's clone is: settings, hooks and refs that its task makes there are gone
 * with it. It borrows the objects of the agent's clone.
 */
export async function makeAttemptRepository(
  git: Git,
  { clone, folder, branch, start, hooks }: AttemptRepository,
  signal: AbortSignal,
): Promise<Result<null>> {
  const inside: GitCall = { folder, signal };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const gitDir = join(folder, '.git');
  const made = await git.run(inside, 'init', '--quiet', '--template=');
  if (!made.ok) return made;
  for (const name of ['objects/info', 'info', 'hooks']) mkdirSync(join(gitDir, name), { recursive: true });
  writeFileSync(join(gitDir, 'objects', 'info', 'alternates'), `${join(clone.folder, 'objects')}\n`);
  shallowAs(clone.folder, gitDir);
  const cloneHooks = join(clone.folder, 'hooks');
  if (hooks && existsSync(cloneHooks)) cpSync(cloneHooks, join(gitDir, 'hooks'), { recursive: true });
  const steps = [
    ['config', 'remote.origin.url', clone.url],
    ['config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
    // Nobody is there to unlock a key for what the task commits.
    ['config', 'commit.gpgSign', 'false'],
    ['config', 'tag.gpgSign', 'false'],
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-gc',
      '--update-shallow',
      clone.folder,
      '+refs/remotes/origin/*:refs/remotes/origin/*',
      '+refs/tags/*:refs/tags/*',
    ],
    ...(clone.mainBranch === null
      ? []
      : [['symbolic-ref', 'refs/remotes/origin/HEAD', `refs/remotes/origin/${clone.mainBranch}`]]),
    [...WITHOUT_LFS, 'checkout', '--quiet', '--no-track', '-B', branch, start, '--'],
  ];
  for (const step of steps) {
    const done = await git.run(inside, ...step);
    if (!done.ok) return done;
  }
  return ok(null);
}

/**
 * Brings a commit of an attempt into the agent's clone, under this ref. The attempt's settings have no say in it: only
 * its objects are read.
 */
export async function takeCommit(
  git: Git,
  from: { readonly folder: string; readonly clone: string; readonly signal: AbortSignal },
  commit: string,
  ref: string,
): Promise<Result<null>> {
  const { folder, clone, signal } = from;
  shallowAs(clone, join(folder, '.git'));
  const result = 'refs/quarterdeck/result';
  const named = await git.run({ folder, signal }, 'update-ref', result, commit);
  if (!named.ok) return named;
  const taken = await git.run(
    inClone(clone, signal),
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-auto-gc',
    folder,
    `+${result}:${ref}`,
  );
  return taken.ok ? ok(null) : taken;
}

/** What a git process of the task left locked when it was ended is nobody's any more. */
export function unlock(folder: string): void {
  const gitDir = join(folder, '.git');
  const facts = lstatSync(gitDir, { throwIfNoEntry: false });
  if (facts?.isDirectory() === true) removeLocks(gitDir);
}

/** A task may have cut the history in its own repository; what is borrowed has it whole. */
function shallowAs(clone: string, gitDir: string): void {
  if (!existsSync(join(gitDir, 'HEAD'))) return;
  const [from, to] = [join(clone, 'shallow'), join(gitDir, 'shallow')];
  if (existsSync(from)) cpSync(from, to);
  else rmSync(to, { force: true });
}
