import { lstatSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { makeFoldersSync } from '../../../node/files/make-folders.ts';
import { workspaceIdentity } from '../workspace-identity.ts';

/** The system copies a socket's path into a field of about a hundred bytes; 104 on macOS, 108 on Linux. */
const maxSocketPathBytes = 100;

/**
 * Where the host of this workspace listens: in the workspace itself, or, where that path is too long, in a folder of
 * the temporary directory that only this user can enter. On Windows a pipe, named unguessably by `nonce`.
 */
export function socketLocation(folder: string, nonce: string): string {
  const identity = workspaceIdentity(folder);
  if (process.platform === 'win32') return `\\\\.\\pipe\\quarterdeck-${identity}-${nonce}`;
  const inside = join(realpathSync(folder), 'host.sock');
  if (Buffer.byteLength(inside) <= maxSocketPathBytes) return inside;
  const outside = privateFolder(tmpdir()) ?? privateFolder('/tmp');
  if (outside === null)
    throw new Error(`no folder for a local socket: the path of ${folder} is too long for one`);
  return join(outside, `${identity}.sock`);
}

/** Null when the path would be too long, or somebody else made that folder first. */
function privateFolder(base: string): string | null {
  const { uid } = userInfo();
  const folder = join(base, `quarterdeck-${uid}`);
  if (Buffer.byteLength(folder) + 30 > maxSocketPathBytes) return null;
  makeFoldersSync(folder, 0o700);
  const found = lstatSync(folder);
  const own = found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  return own ? folder : null;
}
