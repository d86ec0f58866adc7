import type { Result } from '../../core/kernel/result.ts';

export interface Finished {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly pullRequest: string | null;
  /** What a person should know of it, one sentence each. */
  readonly notes: readonly string[];
}

/** What the executor said at the end of its work. */
export interface WorkDone {
  readonly summary: string;
  readonly model: string | null;
}

export interface Delivery {
  readonly done: WorkDone;
  readonly signal: AbortSignal;
  /** Asked before every effect outside of this host: whether the hub still means this attempt. */
  readonly holds: () => Promise<Result<null>>;
}

/** Where one attempt works. */
export interface Workspace {
  readonly folder: string;
  readonly notes: readonly string[];
  /** Work that an earlier attempt finished here, when only handing it over failed: nothing is left to do but that. */
  readonly kept: WorkDone | null;
  /** Commits, pushes and prepares the pull request, where there is a repository. */
  finish(delivery: Delivery): Promise<Result<Finished>>;
}

/** The work is done and kept, and could not be handed over: it is tried again from what is kept. */
export const UNDELIVERED = 'workspace.undelivered';
