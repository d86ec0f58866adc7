import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Git, GitCall } from '../../node/git/git.ts';

const place = 'refs/quarterdeck/set-aside';
/** Refs and folders kept; beyond them the oldest goes. */
const KEPT_REFS = 200;
const KEPT_FOLDERS = 20;

/**
 * Keeps the state of a worktree, uncommitted files included, as a ref of its clone, unless there is nothing beyond
 * `base`. Answers the ref.
 */
export async function keepWorktree(
  git: Git,
  call: { readonly worktree: string; readonly clone: string; readonly signal: AbortSignal },
  name: string,
): Promise<string | null> {
  const inside: GitCall = { folder: call.worktree, signal: call.signal };
  await git.run(inside, 'add', '--all');
  const stash = await git.run(inside, 'stash', 'create', `Left by ${name}`);
  const head = await git.run(inside, 'rev-parse', '--verify', '--quiet', 'HEAD');
  if (!head.ok) return null;
  const kept = stash.ok && stash.value !== '' ? stash.value : head.value;
  return keepCommit(git, { folder: call.clone, signal: call.signal }, kept, name);
}

/** Keeps a commit that no branch of the remote has. */
export async function keepCommit(
  git: Git,
  clone: GitCall,
  commit: string,
  name: string,
): Promise<string | null> {
  const known = await git.run(clone, 'branch', '--remotes', '--contains', commit, '--format=%(refname)');
  if (!known.ok || known.value !== '') return null;
  const ref = `${place}/${name}/${commit.slice(0, 12)}`;
  const written = await git.run(clone, 'update-ref', ref, commit);
  if (!written.ok) return null;
  await forgetOldest(git, clone);
  return ref;
}

async function forgetOldest(git: Git, clone: GitCall): Promise<void> {
  const refs = await git.run(clone, 'for-each-ref', '--sort=-creatordate', '--format=%(refname)', place);
  if (!refs.ok) return;
  for (const ref of refs.value.split('\n').slice(KEPT_REFS)) await git.run(clone, 'update-ref', '-d', ref);
}

/** Moves a folder out of the way, for a person to look at; only the newest are kept. */
export function keepFolder(agentFolder: string, folder: string, stamp: string): string {
  const aside = join(agentFolder, 'set-aside');
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  let target = join(aside, `${basename(folder)}.${stamp}`);
  for (let copy = 2; existsSync(target); copy += 1) {
    target = join(aside, `${basename(folder)}.${stamp}-${copy}`);
  }
  renameSync(folder, target);
  const old = readdirSync(aside)
    .map((name) => ({ name, at: statSync(join(aside, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
    .slice(KEPT_FOLDERS);
  for (const { name } of old) rmSync(join(aside, name), { recursive: true, force: true });
  return target;
}
