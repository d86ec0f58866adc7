import { open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

export interface FoundFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** Its name carries its content's hash: it never changes. */
  readonly hashed: boolean;
}

/** One file of the built renderer by URL path. Whatever leads out of the folder, by dots or by links, is not there. */
export async function findFile(root: string, urlPath: string): Promise<FoundFile | null> {
  const relative = readablePath(urlPath);
  const type = relative === null ? undefined : types[extname(relative)];
  if (relative === null || type === undefined) return null;
  try {
    const base = await realpath(root);
    const path = await realpath(join(base, relative));
    if (!path.startsWith(base + sep)) return null;
    const file = await open(path, 'r');
    try {
      if (!(await file.stat()).isFile()) return null;
      return { bytes: await file.readFile(), type, hashed: relative.startsWith('assets/') };
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/** Null for anything but plain names between single slashes. */
function readablePath(urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  const parts = decoded.split('/').slice(1);
  const plain = parts.every((part) => part !== '' && !part.startsWith('.') && !/[\\:\0]/.test(part));
  return decoded.startsWith('/') && plain ? parts.join('/') : null;
}
