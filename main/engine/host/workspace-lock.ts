import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HeldLock, LockHolder, LockPlace } from '../../../node/locks/file-lock.ts';

/** How others reach the host. `key` opens its socket. */
export const HostFacts = z.object({
  /** Local socket path or pipe name. */
  socket: z.string(),
  key: z.string(),
  shell: z.string(),
  appVersion: z.string(),
  /** The folder it was made in, as the file system knows it: a renamed folder keeps this, a copy has another. */
  folder: z.string().optional(),
});
export type HostFacts = z.infer<typeof HostFacts>;

export type HostRecord = LockHolder & HostFacts;
export type WorkspaceLock = HeldLock<HostFacts>;

/** One host per workspace. */
export const workspaceLock = (folder: string): LockPlace<HostFacts> => ({
  path: join(folder, 'host.lock'),
  facts: HostFacts,
  madeHere: (facts) => facts.folder === undefined || facts.folder === folderNumber(folder),
});

export function folderNumber(folder: string): string {
  return String(statSync(folder, { bigint: true }).ino);
}
