import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';

/** The same folder always has the same identity, a copy of it another. */
export function workspaceIdentity(folder: string): string {
  return createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);
}
