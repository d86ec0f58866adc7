import { basename, dirname, join } from 'node:path';
import { errnoOf, isUnlinkable } from './file-failure.ts';
import type { FileFacts, FilePort, HeldFile } from './file-port.ts';

/** How the bytes of a file stay within reach after another one took its name. */
export type Kept =
  | { readonly how: 'link'; readonly path: string }
  /** Where there are no hard links: lost when this process ends. */
  | { readonly how: 'handle'; readonly handle: HeldFile };

/** What git and our own watch leave alone: files of ours beside a tracker. */
export const HIDDEN_SUFFIX = '.quarterdeck-old';

/** In a workspace: second names for replaced files of the same disk. */
export const REPLACED_FOLDER = 'replaced';

/** The hidden name beside a file on another disk than the workspace. */
export function hiddenNameOf(path: string, id: string): string {
  return join(dirname(path), `.${basename(path)}.${id}${HIDDEN_SUFFIX}`);
}

/** Gives a file one of these second names, the first that its disk allows; else holds it open. */
export async function keepWithinReach(
  files: FilePort,
  path: string,
  names: readonly string[],
): Promise<Kept> {
  for (const name of names) {
    try {
      await files.link(path, name);
      return { how: 'link', path: name };
    } catch (error) {
      // Left by a process that was killed between this and the rename: the same file has the name already.
      if (errnoOf(error) === 'EEXIST' && (await isSameFile(files, path, name)))
        return { how: 'link', path: name };
      if (errnoOf(error) !== 'EEXIST' && !isUnlinkable(error)) throw error;
    }
  }
  return { how: 'handle', handle: await files.hold(path) };
}

/** What the file that a write replaces may be called from then on, in order of preference. `id`: of the write. */
export function secondNames(workspace: string, path: string, id: string): readonly string[] {
  return [join(workspace, REPLACED_FOLDER, id), hiddenNameOf(path, id)];
}

/** Whether a file has another name than its own and those of ours that it may have for a moment. */
export async function hasOtherNames(
  files: FilePort,
  { inode, device, links }: FileFacts,
  ours: () => readonly string[],
): Promise<boolean> {
  if (links < 2) return false;
  const found = await Promise.all(ours().map((name) => files.facts(name).catch(() => null)));
  return links - found.filter((one) => one?.inode === inode && one.device === device).length > 1;
}

export function readKept(files: FilePort, kept: Kept): Promise<Uint8Array> {
  return kept.how === 'link' ? files.read(kept.path) : kept.handle.read();
}

export function factsOfKept(files: FilePort, kept: Kept): ReturnType<FilePort['facts']> {
  return kept.how === 'link' ? files.facts(kept.path) : kept.handle.facts();
}

export function letGo(files: FilePort, kept: Kept): Promise<void> {
  return kept.how === 'link' ? files.remove(kept.path) : kept.handle.close();
}

async function isSameFile(files: FilePort, one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([files.facts(one), files.facts(other)]);
  return first.inode === second.inode;
}
