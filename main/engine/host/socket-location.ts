import { lstatSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { makeFoldersSync } from '../../../node/files/make-folders.ts';
import { workspaceIdentity } from '../workspace-identity.ts';

/** The system copies a socket's path into a field of about a hundred bytes; 104 on macOS, 108 on Linux. */
const maxSocketPathBytes = 99;

/**
 * Where the host of this workspace listens: in the workspace itself, or, where that path is too long, in a folder of
 * the temporary directory that only this user can enter. On Windows a pipe, named unguessably by `nonce`.
 */
export function socketLocation(folder: string, nonce: string): Result<string, 'workspace.no-socket'> {
  const identity = workspaceIdentity(folder);
  if (process.platform === 'win32') return ok(`\\\\.\\pipe\\quarterdeck-${identity}-${nonce}`);
  const inside = join(realpathSync(folder), 'host.sock');
  if (Buffer.byteLength(inside) <= maxSocketPathBytes) return ok(inside);
  const own = `quarterdeck-${userInfo().uid}`;
  const bases = [runtimeFolder(), tmpdir(), '/tmp'].filter((base) => base !== null);
  const outside = bases.map((base) => privateFolder(join(base, own))).find((found) => found !== null);
  if (outside !== undefined) return ok(join(outside, `${identity}.sock`));
  const tried = [...new Set(bases)].map((base) => join(base, own));
  return fail(
    'workspace.no-socket',
    `The path of the workspace ${folder} is too long for a local socket, and ${tried.join(' and ')} ${tried.length === 1 ? 'is' : 'are'} not this user's own folder. Nothing was changed. Remove what is there, name another folder for temporary files with TMPDIR, or move the workspace to a shorter path.`,
    { folder, tried },
  );
}

/** Where the system keeps a folder for each user who is logged in. */
function runtimeFolder(): string | null {
  const named = process.env['XDG_RUNTIME_DIR'] ?? '';
  return isAbsolute(named) ? named : null;
}

/** Null when the path would be too long, nothing can be made there, or somebody else made it first. */
function privateFolder(folder: string): string | null {
  if (Buffer.byteLength(folder) + 30 > maxSocketPathBytes) return null;
  try {
    makeFoldersSync(folder, 0o700);
    const found = lstatSync(folder);
    const own = found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o077) === 0;
    return own ? folder : null;
  } catch {
    return null;
  }
}
