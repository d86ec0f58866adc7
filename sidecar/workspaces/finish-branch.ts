import { setTimeout as wait } from 'node:timers/promises';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { GitCall } from '../../node/git/git.ts';
import { keyText } from '../attempts/attempt-record.ts';
import { commitMessage } from './commit-message.ts';
import { preparePullRequest } from './pull-request.ts';
import type { Clone } from './repository-clone.ts';
import { keepCommit } from './set-aside.ts';
import type { Finished } from './workspace.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';

/** A remote that is away for a moment must not cost the whole work. */
const pushPausesMs = [2_000, 10_000] as const;

export interface BranchWork {
  readonly clone: Clone;
  readonly assignment: Assignment;
  readonly folder: string;
  readonly branch: string;
}

/** Commits what is left in the tree, checks that it grew from the main branch, pushes, asks for the pull request. */
export async function finishBranch(
  deps: WorkspaceDeps,
  work: BranchWork,
  signal: AbortSignal,
): Promise<Result<Finished>> {
  const { git } = deps;
  const inside: GitCall = { folder: work.folder, signal };
  const committed = await commitAll(deps, work, inside);
  if (!committed.ok) return committed;
  const commit = committed.value;
  if (commit === work.clone.base) {
    const notes = ['Nothing in the repository was changed.'];
    return ok({ branch: null, commit: null, pullRequest: null, notes });
  }
  const grown = await git.run(inside, 'merge-base', '--is-ancestor', work.clone.base, commit);
  if (!grown.ok) {
    const kept = await keepCommit(
      git,
      { folder: work.clone.folder, signal },
      commit,
      keyText(work.assignment),
    );
    const text = `The work does not grow from ${work.clone.mainBranch} any more: it stands on other history. Nothing was pushed; it is kept as ${kept ?? commit} in ${work.clone.folder}.`;
    return fail('workspace.diverged', text, { commit }, true);
  }
  // The work may have left the branch; its result belongs on it.
  const placed = await git.run(inside, 'checkout', '--quiet', '-B', work.branch, commit);
  if (!placed.ok) return placed;

  const done = { branch: work.branch, commit };
  const byHand = `git -C ${work.clone.folder} push origin ${work.branch}`;
  if (!deps.options.push) {
    const notes = [`Branch ${work.branch} is not pushed, as this agent is set. To push it: ${byHand}`];
    return ok({ ...done, pullRequest: null, notes });
  }
  const pushed = await push(deps, work, signal);
  if (!pushed.ok) {
    const text = `The work is committed as ${commit.slice(0, 12)} but can't be pushed. It is kept on this host; to push it: ${byHand}. ${pushed.error.message}`;
    return fail('workspace.push', text, { commit }, true);
  }
  if (!deps.options.pullRequest) return ok({ ...done, pullRequest: null, notes: [] });
  const request = await preparePullRequest({
    assignment: work.assignment,
    url: work.clone.url,
    branch: work.branch,
    mainBranch: work.clone.mainBranch,
    folder: work.folder,
    environment: deps.environment,
    signal,
  });
  return ok({ ...done, pullRequest: request.url, notes: request.note === null ? [] : [request.note] });
}

/** The commit the work ends in; the base when nothing was changed. */
async function commitAll(deps: WorkspaceDeps, work: BranchWork, inside: GitCall): Promise<Result<string>> {
  const { git } = deps;
  const added = await git.run(inside, 'add', '--all');
  if (!added.ok) return added;
  const state = await git.run(inside, 'status', '--porcelain');
  if (!state.ok) return state;
  if (state.value !== '') {
    const made = await git.run(
      inside,
      'commit',
      '--quiet',
      ...(deps.options.hooks ? [] : ['--no-verify']),
      `--message=${commitMessage(work.assignment)}`,
    );
    if (!made.ok) return made;
  }
  return git.run(inside, 'rev-parse', 'HEAD');
}

/** An earlier attempt may have pushed the same branch: it is replaced, and its commit kept here as a ref. */
async function push(deps: WorkspaceDeps, work: BranchWork, signal: AbortSignal): Promise<Result<null>> {
  const { git } = deps;
  const inClone: GitCall = { folder: work.clone.folder, signal };
  const there = await git.run(
    inClone,
    'rev-parse',
    '--verify',
    '--quiet',
    `refs/remotes/origin/${work.branch}`,
  );
  if (there.ok) {
    const ref = `refs/quarterdeck/set-aside/replaced/${there.value.slice(0, 12)}`;
    await git.run(inClone, 'update-ref', ref, there.value);
  }
  const lease = `--force-with-lease=refs/heads/${work.branch}:${there.ok ? there.value : ''}`;
  for (const pause of [...pushPausesMs, null]) {
    const pushed = await git.run(
      { folder: work.folder, signal, remote: true },
      'push',
      '--quiet',
      ...(deps.options.hooks ? [] : ['--no-verify']),
      lease,
      'origin',
      `HEAD:refs/heads/${work.branch}`,
    );
    if (pushed.ok) return ok(null);
    if (pause === null || signal.aborted) return pushed;
    await wait(pause, null, { signal }).catch(() => null);
  }
  return ok(null);
}
