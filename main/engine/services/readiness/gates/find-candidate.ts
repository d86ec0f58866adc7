import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { commitsOfEvidence, repositoryFolders } from '../../../../../db/readers/readiness/gates/commits.ts';
import type { AskedCandidate } from '../../../../../db/readers/readiness/gates/judge-gates.ts';
import type { EngineDeps } from '../../engine-deps.ts';

const LIMIT_SECONDS = 20;
/** Of more commits that evidence names it is not asked whether they went into the candidate: they count for nothing then. */
const MOST_COMMITS = 500;

/** The commit that is meant, and which of those that evidence names went into it; by the clones of this device alone. */
export async function findCandidate(
  { db, git }: Pick<EngineDeps, 'db' | 'git'>,
  commit: string | null,
  signal: AbortSignal,
): Promise<Result<AskedCandidate | null, 'gate.no-commit' | 'job.cancelled'>> {
  if (commit === null) return ok(null);
  const ask = (folder: string, ...args: readonly string[]) =>
    git.run(
      { folder, signal, seconds: LIMIT_SECONDS, extra: { GIT_CEILING_DIRECTORIES: dirname(folder) } },
      '--no-optional-locks',
      ...args,
    );
  for (const folder of repositoryFolders(db.read)) {
    const found = await ask(folder, 'rev-parse', '--verify', '--end-of-options', `${commit}^{commit}`);
    if (signal.aborted) return cancelled();
    if (!found.ok) continue;
    const includes: string[] = [];
    for (const other of commitsOfEvidence(db.read, MOST_COMMITS)) {
      if (other === found.value) continue;
      const isIn = await ask(folder, 'merge-base', '--is-ancestor', other, found.value);
      if (signal.aborted) return cancelled();
      if (isIn.ok) includes.push(other);
    }
    return ok({ commit: found.value, includes });
  }
  return fail(
    'gate.no-commit',
    `No repository of this workspace has a commit ${commit} on this device. Nothing was run; fetch it, or name another.`,
    { commit },
  );
}

function cancelled() {
  return fail('job.cancelled', 'Running the gate was cancelled. Nothing was recorded.');
}
