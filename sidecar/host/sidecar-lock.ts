import { join } from 'node:path';
import { z } from 'zod';
import type { LockPlace } from '../../node/locks/file-lock.ts';
import { folderNumber, wasMadeIn } from '../../node/locks/folder-number.ts';

const SidecarFacts = z.object({ folder: z.string().optional() });
type SidecarFacts = z.infer<typeof SidecarFacts>;

/** One sidecar per folder: two would take each other's tasks apart. */
export const sidecarLock = (folder: string): LockPlace<SidecarFacts> => ({
  path: join(folder, 'sidecar.lock'),
  facts: SidecarFacts,
  madeHere: wasMadeIn(folder),
});

export const sidecarFacts = (folder: string): SidecarFacts => ({ folder: folderNumber(folder) });
