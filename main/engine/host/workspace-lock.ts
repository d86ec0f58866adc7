import { join } from 'node:path';
import { z } from 'zod';
import type { HeldLock, LockHolder, LockPlace } from '../../../node/locks/file-lock.ts';
import { wasMadeIn } from '../../../node/locks/folder-number.ts';

/** How others reach the host. `key` opens its socket. */
export const HostFacts = z.object({
  /** Local socket path or pipe name. */
  socket: z.string(),
  key: z.string(),
  shell: z.string(),
  appVersion: z.string(),
  /** The number of the folder it was made in. */
  folder: z.string().optional(),
});
export type HostFacts = z.infer<typeof HostFacts>;

export type HostRecord = LockHolder & HostFacts;
export type WorkspaceLock = HeldLock<HostFacts>;

/** One host per workspace. */
export const workspaceLock = (folder: string): LockPlace<HostFacts> => ({
  path: join(folder, 'host.lock'),
  facts: HostFacts,
  madeHere: wasMadeIn(folder),
});
