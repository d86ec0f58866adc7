import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errnoOf } from './file-failure.ts';

/**
 * Makes a folder with those above it, each tried once more when its parent is there. Node's own recursive creation goes on
 * for ever where a parent that exists says that nothing can be made in it (`/proc`).
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  const wanted = resolve(path);
  const make = async (): Promise<void> => {
    await mkdir(wanted, mode).catch(async (refused: unknown) => {
      if (!(await isFolder(wanted))) throw refused;
    });
  };
  try {
    await make();
  } catch (refused) {
    if (errnoOf(refused) !== 'ENOENT' || dirname(wanted) === wanted) throw refused;
    await makeFolders(dirname(wanted), mode);
    await make();
  }
}

/** The same at once. */
export function makeFoldersSync(path: string, mode?: number): void {
  const wanted = resolve(path);
  const make = (): void => {
    try {
      mkdirSync(wanted, mode);
    } catch (refused) {
      if (!isFolderSync(wanted)) throw refused;
    }
  };
  try {
    make();
  } catch (refused) {
    if (errnoOf(refused) !== 'ENOENT' || dirname(wanted) === wanted) throw refused;
    makeFoldersSync(dirname(wanted), mode);
    make();
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function isFolderSync(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
