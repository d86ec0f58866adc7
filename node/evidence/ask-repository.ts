import { dirname } from 'node:path';
import type { Result } from '../../core/kernel/result.ts';
import type { Git } from '../git/git.ts';

const LIMIT_SECONDS = 20;

export type AskRepository = (...args: readonly string[]) => Promise<Result<string, 'git.failed'>>;

/** Asks the repository of a folder, and never one around it. Rejects when it is aborted. */
export function askRepository(git: Git, folder: string, signal: AbortSignal): AskRepository {
  return async (...args) => {
    const extra = { GIT_CEILING_DIRECTORIES: dirname(folder) };
    const call = { folder, signal, seconds: LIMIT_SECONDS, extra };
    const answer = await git.run(call, '--no-optional-locks', '--literal-pathspecs', ...args);
    signal.throwIfAborted();
    return answer;
  };
}
