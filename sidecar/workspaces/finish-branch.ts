import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { GitCall } from '../../node/git/git.ts';
import { keyText } from '../attempts/attempt-record.ts';
import { takeCommit, unlock } from './attempt-repository.ts';
import type { BranchWork } from './branch-work.ts';
import { inClone } from './clone.ts';
import { commitMessage } from './commit-message.ts';
import { byHand, deliverBranch } from './deliver-branch.ts';
import { finishedRef, forgetFinished, rememberFinished } from './finished-work.ts';
import { halfDone } from './half-done.ts';
import { ignoredOutput } from './ignored-output.ts';
import { keepFolder } from './keep-folder.ts';
import { lfsSince } from './lfs.ts';
import { leaveOutNested } from './nested-repositories.ts';
import { keepSideWork, refOf } from './set-aside.ts';
import { lostSubmodules } from './submodules.ts';
import { type Delivery, type Finished, UNDELIVERED } from './workspace.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';

/** Commits what is left in the tree, checks that it can stand on its own, keeps it, and hands it over. */
export async function finishBranch(
  deps: WorkspaceDeps,
  work: BranchWork,
  delivery: Delivery,
): Promise<Result<Finished>> {
  const { git } = deps;
  const { folder, assignment, clone } = work;
  const inside: GitCall = { folder, signal: delivery.signal };
  unlock(folder);
  const half = await halfDone(git, inside);
  if (half !== null) return setAside(deps, work, 'half-done', half);
  const nested = await leaveOutNested(git, inside, work.base);
  if (!nested.ok) return setAside(deps, work, 'nested', nested.error.message);
  const committed = await commitAll(deps, work, inside);
  if (!committed.ok) return committed;
  const { commit } = committed.value;
  const from = { folder, clone: clone.folder, signal: delivery.signal };
  const beside = await keepSideWork(git, from, keyText(assignment), commit);
  const ignored = await ignoredOutput(git, inside, work, commit);
  const finished = await handOver(deps, work, committed.value, delivery);
  if (!finished.ok) return finished;
  const left = beside.ok ? beside.value : [leftBeside(deps, work, beside.error.message)];
  const notes = [...finished.value.notes, ...nested.value, ...left, ...ignored];
  return ok({ ...finished.value, notes });
}

/** The work is handed over; what stands beside it could not be taken out of the folder, which stays therefore. */
function leftBeside(deps: WorkspaceDeps, work: BranchWork, why: string): string {
  const kept = keepFolder(deps.folder, work.folder, 'beside');
  return `What the work left on other branches or in the stash could not be taken over (${why}), so the workspace is kept as ${kept}.`;
}

/** The folder stays as it is, for a person to look at. */
function setAside(deps: WorkspaceDeps, work: BranchWork, name: string, why: string): Result<never> {
  const kept = keepFolder(deps.folder, work.folder, name);
  return fail(`workspace.${name}`, `${why} Nothing was pushed; the workspace is kept as ${kept}.`, {}, true);
}

async function handOver(
  deps: WorkspaceDeps,
  work: BranchWork,
  { commit, refused }: Committed,
  delivery: Delivery,
): Promise<Result<Finished>> {
  const { git } = deps;
  const { signal } = delivery;
  const { assignment, clone, folder, branch } = work;
  const inside: GitCall = { folder, signal };
  const local = inClone(clone.folder, signal);
  if (commit === work.base) {
    const claimed = `The branch ${branch} on the remote holds nothing but the mark of this attempt; it can be deleted.`;
    const notes = ['Nothing in the repository was changed.', ...(work.claim.madeForClaim ? [claimed] : [])];
    return ok({ branch: null, commit: null, pullRequest: null, notes });
  }
  const grown = await git.run(inside, 'merge-base', '--is-ancestor', work.base, commit);
  const keep = (ref: string) => takeCommit(git, { folder, clone: clone.folder, signal }, commit, ref);
  if (!grown.ok) {
    const taken = await keep(refOf(keyText(assignment), commit));
    if (!taken.ok) return taken;
    const text = `The work does not grow from ${clone.mainBranch ?? work.base} any more: it stands on other history. Nothing was pushed; it is kept as ${refOf(keyText(assignment), commit)} in ${clone.folder}.`;
    return fail('workspace.diverged', text, { commit }, true);
  }
  const lost = await lostSubmodules(git, inside, work.base, commit);
  if (lost !== null) return setAside(deps, work, 'submodule', lost);

  if (!deps.options.push) {
    const taken = await keep(`refs/heads/${branch}`);
    if (!taken.ok) return taken;
    await forgetFinished(git, local, deps.folder, assignment.taskId);
    const notes = [
      `Branch ${branch} is not pushed, as this agent is set. To push it: ${byHand(work, branch)}`,
    ];
    return ok({ branch, commit, pullRequest: null, notes });
  }
  const taken = await keep(finishedRef(assignment.taskId));
  if (!taken.ok) return taken;
  rememberFinished(deps.folder, assignment, {
    ...delivery.done,
    repositoryId: work.repositoryId,
    commit,
    base: work.base,
    unhooked: refused !== null,
  });
  if (refused !== null) {
    const text = `The work is finished, but a hook of the repository refused the commit. It is kept as ${finishedRef(assignment.taskId)} in ${clone.folder}; trying again begins with it. ${refused}`;
    return fail(UNDELIVERED, text, { commit }, true);
  }
  const lfs = work.lfs ?? (await lfsSince(git, clone, inside));
  const delivered = await deliverBranch(deps, { ...work, lfs }, commit, delivery);
  if (delivered.ok) await forgetFinished(git, local, deps.folder, assignment.taskId);
  return delivered;
}

interface Committed {
  /** The commit the work ends in; the base when nothing was changed. */
  readonly commit: string;
  /** What a hook said that refused it; it was committed all the same, to be kept. */
  readonly refused: string | null;
}

async function commitAll(deps: WorkspaceDeps, work: BranchWork, inside: GitCall): Promise<Result<Committed>> {
  const { git } = deps;
  if (work.unhooked) {
    const reopened = await git.run(inside, 'reset', '--quiet', '--soft', 'HEAD^');
    if (!reopened.ok) return reopened;
  }
  const added = await git.run(inside, 'add', '--all');
  if (!added.ok) return added;
  const state = await git.run(inside, 'status', '--porcelain');
  if (!state.ok) return state;
  let refused: string | null = null;
  if (state.value !== '') {
    const commit = (...how: readonly string[]) =>
      git.run(inside, 'commit', '--quiet', ...how, `--message=${commitMessage(work.assignment)}`);
    const made = await commit(...(deps.options.hooks ? [] : ['--no-verify']));
    if (!made.ok) {
      if (!deps.options.hooks) return made;
      const kept = await commit('--no-verify');
      if (!kept.ok) return made;
      refused = made.error.message;
    }
  }
  const head = await git.run(inside, 'rev-parse', 'HEAD');
  return head.ok ? ok({ commit: head.value, refused }) : head;
}
