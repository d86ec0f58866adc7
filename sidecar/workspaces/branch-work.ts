import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { RepositoryId } from '../../core/kernel/ids.ts';
import type { Clone } from './clone.ts';
import type { Lfs } from './lfs.ts';
import type { BranchClaim } from './remote-branch.ts';

export interface BranchWork {
  readonly clone: Clone;
  readonly repositoryId: RepositoryId;
  readonly assignment: Assignment;
  readonly folder: string;
  readonly branch: string;
  /** What the work grows from. */
  readonly base: string;
  readonly claim: BranchClaim;
  /** Null where no files in LFS were checked out. */
  readonly lfs: Lfs | null;
  /** The last commit is one that a hook refused. */
  readonly unhooked: boolean;
}
