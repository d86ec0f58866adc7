import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** A path or glob as typed here, made absolute: the engine that reads it may run in another folder. */
export function resolvePath(cwd: string, typed: string): string {
  if (typed === '~') return homedir();
  if (typed.startsWith('~/') || typed.startsWith('~\\')) return join(homedir(), typed.slice(2));
  return resolve(cwd, typed);
}
