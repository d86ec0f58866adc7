import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

export type Confined =
  | { readonly ok: true; readonly path: string; readonly name: string }
  | { readonly ok: false; readonly message: string };

/**
 * Where a path a model wrote leads, when that is inside the folder: `..`, absolute paths and symbolic links that lead out
 * are refused, also where the file does not exist yet. `path` has no links left in it.
 *
 * This keeps mistakes inside, not a hostile program: the model may run commands, and those have the rights of the
 * sidecar's user.
 */
export async function confinedPath(folder: string, wanted: string): Promise<Confined> {
  const refused = (why: string): Confined => ({ ok: false, message: `${wanted}: ${why}` });
  if (wanted.includes('\0')) return { ok: false, message: 'A path cannot contain a NUL character.' };
  const root = await realpath(folder);
  const lexical = resolve(root, wanted);
  // An absolute path may go through a link to the folder itself; then only its real place says where it is.
  if (!isAbsolute(wanted) && !isInside(root, lexical)) return refused('this is outside of the workspace.');

  const missing: string[] = [];
  let existing = lexical;
  for (;;) {
    const there = await realpath(existing).catch(() => null);
    if (there !== null) {
      const path = join(there, ...missing);
      if (!isInside(root, path)) return refused('this leads out of the workspace.');
      return { ok: true, path, name: relative(root, path).split(sep).join('/') || '.' };
    }
    // A link whose target is missing: writing to it would create the target wherever it is.
    const link = await lstat(existing).catch(() => null);
    if (link !== null)
      return refused('this is a link that leads nowhere, or to something that cannot be read.');
    missing.unshift(basename(existing));
    existing = dirname(existing);
  }
}

/** The same for a path that is written to: git's own folder is left alone, since its hooks and settings run commands. */
export async function writablePath(folder: string, wanted: string): Promise<Confined> {
  const place = await confinedPath(folder, wanted);
  if (!place.ok) return place;
  if (place.name === '.')
    return { ok: false, message: `${wanted}: this is the workspace itself, not a file.` };
  if (place.name.split('/').some((part) => part.toLowerCase() === '.git')) {
    return { ok: false, message: `${wanted}: files of git are changed by git commands only.` };
  }
  return place;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
