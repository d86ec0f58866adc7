import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a person typed, as an absolute path: `~` is their home folder, anything relative stands under the working folder. */
export function absolutePath(typed: string): string {
  const path = typed.trim();
  if (path === '~') return homedir();
  if (path.startsWith('~/') || path.startsWith('~\\')) return join(homedir(), path.slice(2));
  return resolve(path);
}
