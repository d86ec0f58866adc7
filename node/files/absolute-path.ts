import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** A path or glob as a person typed it, made absolute: `~` is their home folder, anything relative stands under `folder`. */
export function absolutePath(typed: string, folder: string = process.cwd()): string {
  const path = typed.trim();
  if (path === '~') return homedir();
  if (path.startsWith('~/') || path.startsWith('~\\')) return join(homedir(), path.slice(2));
  return resolve(folder, path);
}
