import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { GitCall } from '../../node/git/git.ts';
import { keyText } from '../attempts/attempt-record.ts';
import { makeAttemptRepository } from './attempt-repository.ts';
import { type Clone, inClone } from './clone.ts';
import { finishBranch } from './finish-branch.ts';
import { type FinishedWork, usableWork } from './finished-work.ts';
import { keepFolder } from './keep-folder.ts';
import { checkOutLfs } from './lfs.ts';
import { type BranchClaim, claimBranch, fetchedBranch } from './remote-branch.ts';
import { freshClone, type Repository } from './repository-clone.ts';
import { keepCommit, keepRepository } from './set-aside.ts';
import { checkOutSubmodules } from './submodules.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';
import { branchOf, workspacePath } from './workspace-paths.ts';

/**
 * A repository of the attempt's own on a fresh branch, from the main branch as it is on the remote now, or from work that
 * an earlier attempt finished and could not hand over. A tree that is not clean there is refused.
 */
export async function openRepositoryWorkspace(
  deps: WorkspaceDeps,
  assignment: Assignment,
  repository: Repository,
  signal: AbortSignal,
): Promise<Result<Workspace>> {
  const { git } = deps;
  const fresh = await freshClone(git, deps.folder, repository, signal);
  if (!fresh.ok) return fresh;
  const clone = fresh.value;
  const folder = workspacePath(deps.folder, assignment);
  const branch = branchOf(assignment);
  const local = inClone(clone.folder, signal);
  await clearLeftovers(deps, clone, assignment, signal);
  const kept = await usableWork(git, local, deps.folder, { assignment, tip: clone.base });
  const claim = await claimFor(deps, clone, branch, { assignment, kept, signal });
  if (!claim.ok) return claim;
  const start = kept?.commit ?? clone.base;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const { hooks } = deps.options;
  const made = await makeAttemptRepository(git, { clone, folder, branch, start, hooks }, signal);
  if (!made.ok) return made;
  const inside: GitCall = { folder, signal };
  const state = await git.run(inside, 'status', '--porcelain');
  const head = await git.run(inside, 'rev-parse', 'HEAD');
  // Git that could not say, as on a full disk, says nothing of the checkout: another attempt asks again.
  if (!state.ok) return state;
  if (!head.ok) return head;
  if (state.value !== '' || head.value !== start) {
    const text = `The fresh checkout of ${repository.name} is not clean at the tip of ${clone.mainBranch ?? 'its history'}, so the work was not begun. Often line endings or filters in .gitattributes differ from what is committed.`;
    return fail('workspace.not-clean', text, { repository: repository.name });
  }
  const { lfs, note } = await checkOutLfs(git, clone, folder, signal);
  const submodules = await checkOutSubmodules(git, folder, clone.url, signal);
  const work = {
    clone,
    repositoryId: repository.id,
    assignment,
    folder,
    branch,
    base: kept?.base ?? clone.base,
    claim: claim.value,
    lfs,
    unhooked: kept?.unhooked ?? false,
  };
  const broken =
    fresh.value.brokenOne === null
      ? null
      : `The clone of ${repository.name} was damaged and made anew; the one before is at ${fresh.value.brokenOne}.`;
  return ok({
    folder,
    notes: [broken, note, submodules].filter((text) => text !== null),
    kept,
    finish: (delivery) => finishBranch(deps, work, delivery),
  });
}

/** Finished work is pushed at once, onto what is there now: its push is the claim. */
async function claimFor(
  deps: WorkspaceDeps,
  clone: Clone,
  branch: string,
  {
    assignment,
    kept,
    signal,
  }: { readonly assignment: Assignment; readonly kept: FinishedWork | null; readonly signal: AbortSignal },
): Promise<Result<BranchClaim>> {
  if (kept === null && deps.options.push) return claimBranch(deps.git, clone, branch, assignment, signal);
  const expected = await fetchedBranch(deps.git, inClone(clone.folder, signal), branch);
  return ok({ expected, madeForClaim: false });
}

/** Everything on disk that has this attempt's name: its folder, and a branch that was not pushed. */
async function clearLeftovers(
  deps: WorkspaceDeps,
  clone: Clone,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<void> {
  const { git } = deps;
  const folder = workspacePath(deps.folder, assignment);
  const name = keyText(assignment);
  if (existsSync(folder)) {
    const kept = await keepRepository(git, { folder, clone: clone.folder, signal }, name);
    if (kept.ok) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    else keepFolder(deps.folder, folder, String(assignment.generation));
  }
  const local = inClone(clone.folder, signal);
  const ref = `refs/heads/${branchOf(assignment)}`;
  const tip = await git.run(local, 'rev-parse', '--verify', '--quiet', ref);
  if (!tip.ok) return;
  await keepCommit(git, local, tip.value, name);
  await git.run(local, 'update-ref', '-d', ref);
}
