import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beyondNewest } from '../host/beyond-newest.ts';

/** Beyond them the oldest goes. */
const KEPT_FOLDERS = 20;

/** Moves a folder out of the way, for a person to look at; only the newest are kept. */
export function keepFolder(agentFolder: string, folder: string, stamp: string): string {
  const aside = join(agentFolder, 'set-aside');
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  let target = join(aside, `${basename(folder)}.${stamp}`);
  for (let copy = 2; existsSync(target); copy += 1) {
    target = join(aside, `${basename(folder)}.${stamp}-${copy}`);
  }
  renameSync(folder, target);
  for (const name of beyondNewest(aside, KEPT_FOLDERS)) {
    try {
      rmSync(join(aside, name), { recursive: true, force: true });
    } catch {
      // What a task made undeletable stays where it is.
    }
  }
  return target;
}
