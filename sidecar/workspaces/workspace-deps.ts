import type { Git } from '../../node/git/git.ts';
import type { SidecarSettings } from '../config-schema.ts';

export interface WorkspaceDeps {
  /** The agent's folder. */
  readonly folder: string;
  readonly git: Git;
  readonly options: SidecarSettings['workspaces'];
  readonly environment: Readonly<Record<string, string | undefined>>;
}
