import { join } from 'node:path';
import type { GitCall } from '../../node/git/git.ts';

export interface Clone {
  /** A bare repository of the sidecar's own; no task works in it. */
  readonly folder: string;
  readonly url: string;
  /** Null where the remote stands on a commit of no branch, as a person's clone may. */
  readonly mainBranch: string | null;
  /** What the remote stands on now. */
  readonly base: string;
}

/** `<agent's folder>/repositories/<id>.git` */
export const clonePath = (agentFolder: string, repositoryId: string): string =>
  join(agentFolder, 'repositories', `${repositoryId}.git`);

/** A call in the clone. */
export const inClone = (folder: string, signal: AbortSignal): GitCall => ({ folder, gitDir: folder, signal });
