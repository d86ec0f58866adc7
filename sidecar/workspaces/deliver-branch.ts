import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { GitCall } from '../../node/git/git.ts';
import type { BranchWork } from './branch-work.ts';
import { inClone } from './clone.ts';
import { finishedRef } from './finished-work.ts';
import { preparePullRequest } from './pull-request.ts';
import { isRefusal, keepReplaced, pushBranch } from './remote-branch.ts';
import { type Delivery, type Finished, UNDELIVERED } from './workspace.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';

/** A remote that is away for a moment must not cost the whole work. */
const pushPausesMs = [2_000, 10_000] as const;

/** Pushes a commit of the clone and asks for the pull request, each only while the hub still means this attempt. */
export async function deliverBranch(
  deps: WorkspaceDeps,
  work: BranchWork,
  commit: string,
  delivery: Delivery,
): Promise<Result<Finished>> {
  const { clone, branch, assignment } = work;
  const ref = finishedRef(assignment.taskId);
  const pushed = await push(deps, work, commit, delivery);
  if (!pushed.ok) {
    const text = `The work is finished and committed as ${commit.slice(0, 12)}, but it can't be pushed. It is kept as ${ref} in ${clone.folder}, and trying again begins with it. ${pushed.error.message} To push it by hand: ${byHand(work, commit)}`;
    return fail(UNDELIVERED, text, { commit }, true);
  }
  const done = { branch, commit };
  if (!deps.options.pullRequest) return ok({ ...done, pullRequest: null, notes: [] });
  const held = await delivery.holds();
  if (!held.ok) {
    const text = `The work is finished and pushed as ${branch}, but no request was opened for it. ${held.error.message}`;
    return fail(UNDELIVERED, text, { commit }, true);
  }
  await ownRemote(deps, work, delivery.signal);
  const request = await preparePullRequest({
    assignment,
    url: clone.url,
    branch,
    mainBranch: clone.mainBranch,
    folder: work.folder,
    environment: deps.environment,
    signal: delivery.signal,
  });
  return ok({ ...done, pullRequest: request.url, notes: request.note === null ? [] : [request.note] });
}

async function push(
  deps: WorkspaceDeps,
  work: BranchWork,
  commit: string,
  { signal, holds }: Delivery,
): Promise<Result<unknown>> {
  const { git } = deps;
  const { clone, branch, claim } = work;
  const local = inClone(clone.folder, signal);
  if (claim.expected !== null) await keepReplaced(git, local, claim.expected);
  const { call, hooks } = await pushCall(deps, work, { ...local, remote: true });
  for (const pause of [...pushPausesMs, null]) {
    const held = await holds();
    if (!held.ok) return held;
    const uploaded = work.lfs === null ? ok(null) : await work.lfs.upload(commit, signal);
    // Large files take their time: what was true before them may not be any more.
    const stillHeld = work.lfs === null ? held : await holds();
    if (!stillHeld.ok) return stillHeld;
    const pushed = uploaded.ok
      ? await pushBranch(git, call, { branch, commit, expected: claim.expected, hooks })
      : uploaded;
    if (pushed.ok || pause === null || signal.aborted || isRefusal(pushed.error.message)) return pushed;
    await wait(pause, null, { signal }).catch(() => null);
  }
  return ok(null);
}

/** The push is made in the clone, where the task's settings have no say; its hooks, where wanted, see the work tree. */
async function pushCall(
  deps: WorkspaceDeps,
  { folder }: BranchWork,
  remote: GitCall,
): Promise<{ readonly call: GitCall; readonly hooks: readonly string[] }> {
  if (!deps.options.hooks) return { call: remote, hooks: [] };
  const place = await deps.git.run(
    { folder, signal: remote.signal },
    'rev-parse',
    '--path-format=absolute',
    '--git-path',
    'hooks',
  );
  const hooks = place.ok ? ['-c', `core.hooksPath=${place.value}`] : [];
  return { call: { ...remote, folder, extra: { GIT_WORK_TREE: folder } }, hooks };
}

/** The tools look the repository up in the folder's remote, which the task may have changed. */
async function ownRemote({ git }: WorkspaceDeps, work: BranchWork, signal: AbortSignal): Promise<void> {
  const inside: GitCall = { folder: work.folder, signal };
  await git.run(inside, 'config', '--replace-all', 'remote.origin.url', work.clone.url);
  await git.run(inside, 'config', '--unset-all', 'remote.origin.pushurl');
}

/** A command line for a person's shell, which replaces on the remote what this attempt would have replaced. */
export function byHand({ clone, branch, claim }: BranchWork, what: string): string {
  const lease = claim.expected === null ? '' : `--force-with-lease=refs/heads/${branch}:${claim.expected} `;
  const pushed = what === branch ? branch : `${what}:refs/heads/${branch}`;
  return `git --git-dir=${quoted(clone.folder)} push ${lease}origin ${pushed}`;
}

const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
