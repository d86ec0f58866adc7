import { z } from 'zod';

/** A folder that holds trackers: a repository, the same one on every device, or a plain folder. */
export const RootKind = z.enum(['repository', 'folder']);
export type RootKind = z.output<typeof RootKind>;

/** What a repository is recognised by, wherever it was cloned to. */
export interface RepositoryMarks {
  /** The oldest commit on the first-parent line of its history: merging another history in does not change it. */
  readonly firstCommit: string;
  /** See `remoteName`; null for one that was cloned from nowhere. */
  readonly remote: string | null;
}
