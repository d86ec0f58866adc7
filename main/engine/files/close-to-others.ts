import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnName } from './workspace-files.ts';

const OTHERS = 0o077;
const OWNER = 0o700;

/**
 * Takes from other users of this machine what they may do with a workspace: its own files and folders, and the folder around
 * them where nothing else is in it. Says what was open; null when nothing was.
 */
export function closeToOthers(workspace: string): string | null {
  // Rights are lists there, inherited from the person's own folder.
  if (process.platform === 'win32') return null;
  const names = readdirSync(workspace);
  const own = names.filter((name) => isOwnName(name.toLowerCase()));
  const closed = own.filter((name) => isClosedNow(join(workspace, name)));
  const whole = own.length === names.length && isClosedNow(workspace);
  if (!whole && closed.length === 0) return null;
  const what = whole ? `the folder ${workspace}` : closed.join(', ');
  return `Other users of this machine could look into this workspace (${what}). They can't any more.`;
}

/** A link is left alone, with what it leads to; so is what another user owns. */
function isClosedNow(path: string): boolean {
  try {
    const facts = lstatSync(path);
    const mode = facts.mode & 0o7777;
    if (facts.isSymbolicLink() || (mode & OTHERS) === 0) return false;
    chmodSync(path, mode & OWNER);
    return true;
  } catch {
    return false;
  }
}
