import { readdirSync } from 'node:fs';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { takeCommit, unlock } from './attempt-repository.ts';
import { inClone } from './clone.ts';
import { brokenRepository } from './half-done.ts';

const place = 'refs/quarterdeck/set-aside';
/** Beyond them the oldest goes. */
const KEPT_REFS = 200;

interface AttemptFolder {
  readonly folder: string;
  /** The agent's clone. */
  readonly clone: string;
  readonly signal: AbortSignal;
}

/**
 * Keeps the state of an attempt's repository, uncommitted files included, as a ref of the clone, unless there is nothing
 * that is not known already. Fails where not all of it could be kept.
 */
export async function keepRepository(git: Git, call: AttemptFolder, name: string): Promise<Result<unknown>> {
  const inside: GitCall = { folder: call.folder, signal: call.signal };
  unlock(call.folder);
  // Not even begun.
  if (readdirSync(call.folder).every((name) => name === '.git')) return ok(null);
  const half = await brokenRepository(git, inside);
  if (half !== null) return fail('workspace.half-done', half);
  const head = await git.run(inside, 'rev-parse', '--verify', 'HEAD');
  if (!head.ok) return head;
  const added = await git.run(inside, 'add', '--all');
  const stash = await git.run(inside, 'stash', 'create', `Left by ${name}`);
  const kept = stash.ok && stash.value !== '' ? stash.value : head.value;
  const clone = inClone(call.clone, call.signal);
  if (!(await isKnown(git, clone, kept))) {
    const taken = await takeCommit(git, call, kept, refOf(name, kept));
    if (!taken.ok) return taken;
    await forgetOldest(git, clone);
  }
  const beside = await keepSideWork(git, call, name, kept);
  if (!beside.ok) return beside;
  return added.ok ? stash : added;
}

/**
 * Keeps commits of an attempt's repository that `commit` does not lead to: on other branches, and in the stash. Answers
 * what to say of them; fails where not all of them could be kept.
 */
export async function keepSideWork(
  git: Git,
  call: AttemptFolder,
  name: string,
  commit: string,
): Promise<Result<readonly string[]>> {
  const inside: GitCall = { folder: call.folder, signal: call.signal };
  const found = await git.run(
    inside,
    'for-each-ref',
    `--no-merged=${commit}`,
    '--format=%(objectname) %(refname)',
    'refs/heads',
    'refs/stash',
  );
  if (!found.ok) return found;
  if (found.value === '') return ok([]);
  const clone = inClone(call.clone, call.signal);
  const notes: string[] = [];
  for (const line of found.value.split('\n')) {
    const [tip = '', ref = ''] = line.split(' ');
    const own = await git.run(inside, 'rev-list', '--count', tip, '--not', commit, '--remotes');
    if (!own.ok) return own;
    if (own.value === '0') continue;
    const taken = await takeCommit(git, call, tip, refOf(name, tip));
    if (!taken.ok) return taken;
    const where = ref === 'refs/stash' ? 'in the stash' : `on the branch ${ref.slice('refs/heads/'.length)}`;
    notes.push(
      `What the work left ${where} is not in it; that is kept as ${refOf(name, tip)} in ${call.clone}.`,
    );
  }
  await forgetOldest(git, clone);
  return ok(notes);
}

/** Keeps a commit of the clone that no branch of the remote has. Answers the ref. */
export async function keepCommit(
  git: Git,
  clone: GitCall,
  commit: string,
  name: string,
): Promise<string | null> {
  if (await isKnown(git, clone, commit)) return null;
  const ref = refOf(name, commit);
  const written = await git.run(clone, 'update-ref', ref, commit);
  if (!written.ok) return null;
  await forgetOldest(git, clone);
  return ref;
}

export const refOf = (name: string, commit: string): string => `${place}/${name}/${commit.slice(0, 12)}`;

/** Whether a branch of the remote has it, or it is kept as finished work. */
async function isKnown(git: Git, clone: GitCall, commit: string): Promise<boolean> {
  const known = await git.run(
    clone,
    'for-each-ref',
    '--count=1',
    `--contains=${commit}`,
    '--format=%(refname)',
    'refs/remotes',
    'refs/quarterdeck/finished',
    'refs/quarterdeck/remote-head',
  );
  return known.ok && known.value !== '';
}

async function forgetOldest(git: Git, clone: GitCall): Promise<void> {
  for (const pattern of [place, 'refs/quarterdeck/finished']) {
    const refs = await git.run(clone, 'for-each-ref', '--sort=-creatordate', '--format=%(refname)', pattern);
    if (!refs.ok) return;
    for (const ref of refs.value.split('\n').slice(KEPT_REFS)) await git.run(clone, 'update-ref', '-d', ref);
  }
}
