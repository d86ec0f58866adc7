import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { keyText } from '../attempts/attempt-record.ts';
import { finishBranch } from './finish-branch.ts';
import { type Clone, freshClone, type Repository } from './repository-clone.ts';
import { keepCommit, keepFolder, keepWorktree } from './set-aside.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';
import { branchOf, workspacePath } from './workspace-paths.ts';

/**
 * A worktree on a fresh branch from the main branch as it is on the remote now. What a crashed attempt left is kept as
 * a ref; a tree that is not clean, or not at the main branch's tip, is refused.
 */
export async function openRepositoryWorkspace(
  deps: WorkspaceDeps,
  assignment: Assignment,
  repository: Repository,
  signal: AbortSignal,
): Promise<Result<Workspace>> {
  const { git } = deps;
  const clone = await freshClone(git, deps.folder, repository, signal);
  if (!clone.ok) return clone;
  const folder = workspacePath(deps.folder, assignment);
  const branch = branchOf(assignment);
  const inClone: GitCall = { folder: clone.value.folder, signal };

  const cleared = await clearLeftovers(deps, clone.value, assignment, signal);
  if (!cleared.ok) return cleared;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const added = await git.run(
    inClone,
    'worktree',
    'add',
    '--quiet',
    '--no-track',
    '-B',
    branch,
    '--',
    folder,
    clone.value.base,
  );
  if (!added.ok) return added;
  const state = await git.run({ folder, signal }, 'status', '--porcelain');
  const head = await git.run({ folder, signal }, 'rev-parse', 'HEAD');
  if (!state.ok || state.value !== '' || !head.ok || head.value !== clone.value.base) {
    const text = `The fresh checkout of ${repository.name} is not clean at the tip of ${clone.value.mainBranch}, so the work was not begun. Often line endings or filters in .gitattributes differ from what is committed.`;
    return fail('workspace.not-clean', text, { repository: repository.name });
  }
  return ok({
    folder,
    finish: (stop) => finishBranch(deps, { clone: clone.value, assignment, folder, branch }, stop),
  });
}

/** Everything on disk that has this task's name: folders, and its branch. */
async function clearLeftovers(
  deps: WorkspaceDeps,
  clone: Clone,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<Result<null>> {
  const { git } = deps;
  const inClone: GitCall = { folder: clone.folder, signal };
  const folder = workspacePath(deps.folder, assignment);
  const name = keyText(assignment);
  if (existsSync(folder)) {
    await keepWorktree(git, { worktree: folder, clone: clone.folder, signal }, name);
    await git.run(inClone, 'worktree', 'remove', '--force', '--', folder);
    if (existsSync(folder)) keepFolder(deps.folder, folder, String(assignment.generation));
  }
  await git.run(inClone, 'worktree', 'prune');
  const branch = branchOf(assignment);
  const tip = await git.run(inClone, 'rev-parse', '--verify', '--quiet', `refs/heads/${branch}`);
  if (tip.ok) {
    await keepCommit(git, inClone, tip.value, name);
    const other = await worktreeOn(git, inClone, branch);
    if (other !== null) await git.run(inClone, 'worktree', 'remove', '--force', '--', other);
  }
  return ok(null);
}

async function worktreeOn(git: Git, clone: GitCall, branch: string): Promise<string | null> {
  const list = await git.run(clone, 'worktree', 'list', '--porcelain');
  if (!list.ok) return null;
  for (const entry of list.value.split('\n\n')) {
    if (entry.includes(`\nbranch refs/heads/${branch}`)) return /^worktree (.+)$/m.exec(entry)?.[1] ?? null;
  }
  return null;
}
