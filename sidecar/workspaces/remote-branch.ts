import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { type Clone, inClone } from './clone.ts';

/** Others may change the branch between reading and claiming it; more often than this is no coincidence. */
const CLAIM_TRIES = 3;

const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null'];

export interface BranchClaim {
  /** What the branch on the remote has to hold for a push of this attempt; null for no such branch. */
  readonly expected: string | null;
  /** The branch is on the remote only because this attempt claimed it. */
  readonly madeForClaim: boolean;
}

/** What the branch held on the remote when the clone was fetched. */
export async function fetchedBranch(git: Git, call: GitCall, branch: string): Promise<string | null> {
  const there = await git.run(call, 'rev-parse', '--verify', '--quiet', `refs/remotes/origin/${branch}`);
  return there.ok ? there.value : null;
}

/**
 * Makes the branch an attempt's own before it begins to work: whatever an earlier attempt, asleep somewhere, expects to
 * find there is there no more, so its push is refused by the remote. A first attempt has none before it and leaves
 * the remote alone. What the branch held stays in its history, and under a ref of the clone.
 */
export async function claimBranch(
  git: Git,
  clone: Clone,
  branch: string,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<Result<BranchClaim>> {
  const local = inClone(clone.folder, signal);
  const remote: GitCall = { ...local, remote: true };
  let expected = await fetchedBranch(git, local, branch);
  if (assignment.generation === 1) return ok({ expected, madeForClaim: false });
  for (let tries = 1; ; tries += 1) {
    const below = expected ?? clone.base;
    if (expected !== null) await keepReplaced(git, local, expected);
    const claim = await git.run(
      local,
      'commit-tree',
      `${below}^{tree}`,
      '-p',
      below,
      '-m',
      message(assignment),
    );
    if (!claim.ok) return claim;
    const pushed = await pushBranch(git, remote, { branch, commit: claim.value, expected, hooks: NO_HOOKS });
    if (pushed.ok) return ok({ expected: claim.value, madeForClaim: expected === null });
    if (tries === CLAIM_TRIES || !/stale info/.test(pushed.error.message)) {
      const text = `The branch ${branch} can't be claimed on the remote, so the work was not begun. ${pushed.error.message}`;
      return fail('workspace.claim', text, { branch }, true);
    }
    const again = await git.run(remote, 'fetch', '--quiet', '--prune', '--no-tags', 'origin');
    if (!again.ok) return again;
    expected = await fetchedBranch(git, local, branch);
  }
}

/** Pushes only onto what is expected; the remote compares it in the moment it writes. */
export function pushBranch(
  git: Git,
  remote: GitCall,
  push: {
    readonly branch: string;
    readonly commit: string;
    readonly expected: string | null;
    readonly hooks: readonly string[];
  },
): Promise<Result<string>> {
  const { branch, commit, expected, hooks } = push;
  const ref = `refs/heads/${branch}`;
  return git.run(
    remote,
    ...hooks,
    'push',
    '--quiet',
    `--force-with-lease=${ref}:${expected ?? ''}`,
    'origin',
    `${commit}:${ref}`,
  );
}

/** True when the remote, or a hook, looked at it and said no: asking again at once gives the same answer. */
export const isRefusal = (message: string): boolean => /failed to push some refs|\[rejected\]/.test(message);

export async function keepReplaced(git: Git, clone: GitCall, commit: string): Promise<void> {
  const ref = `refs/quarterdeck/set-aside/replaced/${commit.slice(0, 12)}`;
  await git.run(clone, 'update-ref', ref, commit);
}

// Builders of most hosts leave out what says so.
const message = ({ taskId, generation }: Assignment): string =>
  `Attempt ${generation} begins [skip ci]\n\nIts work replaces this commit.\n\nQuarterdeck-Task: ${taskId}\nQuarterdeck-Generation: ${generation}\n`;
