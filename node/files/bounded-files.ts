import { dirname, join } from 'node:path';
import type { FileFacts, FilePort, HeldFile, OpenedFile } from './file-port.ts';

export interface FileBounds {
  /** How long a disk may take for one call. */
  readonly answerMs: number;
  /** Calls under way in one folder; the rest wait, for as long as a call may take. */
  readonly atOnce: number;
}

/** A slow disk answers within it; a network share that is gone never does. */
export const FILE_BOUNDS: FileBounds = { answerMs: 10_000, atOnce: 2 };

/** Thrown like an error of the system, so that it becomes a failure of its own. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(path: string) {
    super(`${path} does not answer`);
  }
}

interface Folder {
  running: number;
  /** Calls given up on, which still hold one of the few threads that wait for disks. */
  silent: number;
  readonly waiting: Set<() => void>;
}

/**
 * The same files, with a bound for every call: a disk that doesn't answer fails the calls that need it, and keeps nobody
 * else's from being carried out. Where one call was given up on, the next ones are refused at once until it comes back.
 */
export function boundedFiles(files: FilePort, bounds: FileBounds = FILE_BOUNDS): FilePort {
  const folders = new Map<string, Folder>();

  function bounded<Value>(path: string, call: () => Promise<Value>, closes = false): Promise<Value> {
    const name = dirname(path);
    const folder = folders.get(name) ?? { running: 0, silent: 0, waiting: new Set() };
    folders.set(name, folder);
    // What was opened is closed whenever its disk comes back.
    if (folder.silent > 0 && !closes) return Promise.reject(new NoAnswer(path));
    return new Promise<Value>((resolve, reject) => {
      let begun = false;
      let over = false;
      const begin = (): void => {
        folder.waiting.delete(begin);
        begun = true;
        folder.running += 1;
        const ended = (): void => {
          folder.running -= 1;
          if (over) folder.silent -= 1;
          over = true;
          clearTimeout(timer);
          const [next] = folder.waiting;
          if (next !== undefined) next();
          else if (folder.running === 0) folders.delete(name);
        };
        call().then(
          (value) => {
            ended();
            resolve(value);
          },
          (error: unknown) => {
            ended();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      };
      const timer = setTimeout(() => {
        over = true;
        folder.waiting.delete(begin);
        if (begun) folder.silent += 1;
        reject(new NoAnswer(path));
      }, bounds.answerMs);
      if (folder.running < bounds.atOnce || closes) begin();
      else folder.waiting.add(begin);
    });
  }

  const opened = (path: string, file: OpenedFile): OpenedFile => ({
    write: (bytes) => bounded(path, () => file.write(bytes)),
    setMode: (mode) => bounded(path, () => file.setMode(mode)),
    setOwner: (user, group) => bounded(path, () => file.setOwner(user, group)),
    sync: () => bounded(path, () => file.sync()),
    close: () => bounded(path, () => file.close(), true),
  });
  const held = (path: string, file: HeldFile): HeldFile => ({
    facts: () => bounded<FileFacts>(path, () => file.facts()),
    read: () => bounded(path, () => file.read()),
    close: () => bounded(path, () => file.close(), true),
  });
  return {
    read: (path) => bounded(path, () => files.read(path)),
    facts: (path) => bounded(path, () => files.facts(path)),
    realPath: (path) => bounded(path, () => files.realPath(path)),
    list: (path) => bounded(join(path, 'entries'), () => files.list(path)),
    createExclusive: (path, mode) =>
      bounded(path, async () => opened(path, await files.createExclusive(path, mode))),
    rename: (from, to) => bounded(to, () => files.rename(from, to)),
    renameOver: (from, to, inode) => bounded(to, () => files.renameOver(from, to, inode)),
    renameNew: (from, to) => bounded(to, () => files.renameNew(from, to)),
    link: (from, to) => bounded(from, () => files.link(from, to)),
    hold: (path) => bounded(path, async () => held(path, await files.hold(path))),
    remove: (path) => bounded(path, () => files.remove(path)),
    makeFolder: (path) => bounded(path, () => files.makeFolder(path)),
    syncFolder: (path) => bounded(path, () => files.syncFolder(path)),
    writable: (path) => bounded(path, () => files.writable(path)),
  };
}
