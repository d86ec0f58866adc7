import { join } from 'node:path';
import { z } from 'zod';
import type { LockPlace } from '../../node/locks/file-lock.ts';

/** One sidecar per folder: two would take each other's tasks apart. */
export const sidecarLock = (folder: string): LockPlace<object> => ({
  path: join(folder, 'sidecar.lock'),
  facts: z.object({}),
});
