import type { Result } from '../../core/kernel/result.ts';

export interface Finished {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly pullRequest: string | null;
  /** What a person should know of it, one sentence each. */
  readonly notes: readonly string[];
}

/** Where one attempt works. */
export interface Workspace {
  readonly folder: string;
  /** Commits, pushes and prepares the pull request, where there is a repository. */
  finish(signal: AbortSignal): Promise<Result<Finished>>;
}
