import { dirname, join } from 'node:path';
import type { FileFacts, FileInPlace, FilePort, HeldFile, OpenedFile } from './file-port.ts';

export interface FileBounds {
  /** How long a disk may take for one call. */
  readonly answerMs: number;
  /** Calls under way in one folder; the rest wait, for as long as a call may take. */
  readonly atOnce: number;
  /** Calls under way in all folders; the rest of the threads that wait for disks are for everything else. */
  readonly together: number;
}

/** How many threads wait for disks, names of the network and the like in a process that hosts an engine. */
export const WAITING_THREADS = 16;

/** A slow disk answers within it; a network share that is gone never does. */
export const FILE_BOUNDS: FileBounds = { answerMs: 10_000, atOnce: 2, together: WAITING_THREADS - 4 };

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
  /** The number of the latest call that was answered here. */
  answered: number;
}

interface Waiting {
  readonly folder: Folder;
  begin(): void;
}

/**
 * The same files, with a bound for every call: a disk that doesn't answer fails the calls that need it, and keeps nobody
 * else's from being carried out. Where one call was given up on, the next ones are refused at once until it comes back;
 * where such calls take up what all folders share, only folders that have answered in the meantime are still asked.
 */
export function boundedFiles(files: FilePort, bounds: FileBounds = FILE_BOUNDS): FilePort {
  const folders = new Map<string, Folder>();
  const waiting = new Set<Waiting>();
  /** The numbers of the calls that were given up on and hold a thread. */
  const silent = new Set<number>();
  let calls = 0;
  let running = 0;

  const answersMeanwhile = ({ answered }: Folder): boolean => answered > Math.min(...silent);
  const isHopeless = (folder: Folder): boolean =>
    folder.silent > 0 || (silent.size >= bounds.together && !answersMeanwhile(folder));
  const mayBegin = (folder: Folder): boolean =>
    !isHopeless(folder) &&
    folder.running < bounds.atOnce &&
    (running < bounds.together || answersMeanwhile(folder));

  function folderOf(path: string): Folder {
    const name = dirname(path);
    const folder = folders.get(name) ?? { running: 0, silent: 0, answered: 0 };
    folders.set(name, folder);
    return folder;
  }

  function letNextBegin(): void {
    for (const next of waiting) if (mayBegin(next.folder)) next.begin();
    // Who answered lately matters only while somebody doesn't.
    if (running === 0) folders.clear();
  }

  /** `discard` takes what comes after it was given up on: nobody else would close it. */
  function bounded<Value>(
    path: string,
    call: () => Promise<Value>,
    { closes = false, discard }: { closes?: boolean; discard?: (late: Value) => Promise<void> } = {},
  ): Promise<Value> {
    const folder = folderOf(path);
    // What was opened is closed whenever its disk comes back.
    if (isHopeless(folder) && !closes) return Promise.reject(new NoAnswer(path));
    return new Promise<Value>((resolve, reject) => {
      let number = 0;
      let givenUp = false;
      const ended = (): void => {
        clearTimeout(timer);
        folder.running -= 1;
        running -= 1;
        if (silent.delete(number)) folder.silent -= 1;
        folder.answered = Math.max(folder.answered, number);
        letNextBegin();
      };
      const begin = (): void => {
        waiting.delete(entry);
        calls += 1;
        number = calls;
        folder.running += 1;
        running += 1;
        call().then(
          async (value) => {
            // Whether that works, nobody waits to be told.
            if (givenUp) await discard?.(value).catch(() => {});
            ended();
            resolve(value);
          },
          (error: unknown) => {
            ended();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      };
      const entry: Waiting = { folder, begin };
      const timer = setTimeout(() => {
        givenUp = true;
        waiting.delete(entry);
        if (number > 0) {
          folder.silent += 1;
          silent.add(number);
        }
        reject(new NoAnswer(path));
      }, bounds.answerMs);
      if (closes || mayBegin(folder)) begin();
      else waiting.add(entry);
    });
  }

  const opened = (path: string, file: OpenedFile): OpenedFile => ({
    write: (bytes) => bounded(path, () => file.write(bytes)),
    setMode: (mode) => bounded(path, () => file.setMode(mode)),
    setOwner: (user, group) => bounded(path, () => file.setOwner(user, group)),
    sync: () => bounded(path, () => file.sync()),
    close: () => bounded(path, () => file.close(), { closes: true }),
  });
  const held = (path: string, file: HeldFile): HeldFile => ({
    found: file.found,
    facts: () => bounded<FileFacts>(path, () => file.facts()),
    read: () => bounded(path, () => file.read()),
    readAt: (from, bytes) => bounded(path, () => file.readAt(from, bytes)),
    close: () => bounded(path, () => file.close(), { closes: true }),
  });
  const inPlace = (path: string, file: FileInPlace): FileInPlace => ({
    ...held(path, file),
    overwrite: (bytes, from, asSeen) => bounded(path, () => file.overwrite(bytes, from, asSeen)),
    setMode: (mode) => bounded(path, () => file.setMode(mode)),
    sync: () => bounded(path, () => file.sync()),
  });
  return {
    read: (path) => bounded(path, () => files.read(path)),
    facts: (path) => bounded(path, () => files.facts(path)),
    realPath: (path) => bounded(path, () => files.realPath(path)),
    list: (path) => bounded(join(path, 'entries'), () => files.list(path)),
    async createExclusive(path, mode) {
      const file = await bounded(path, () => files.createExclusive(path, mode), {
        discard: async (late) => {
          await late.close().catch(() => {});
          await files.remove(path);
        },
      });
      return opened(path, file);
    },
    rename: (from, to) => bounded(to, () => files.rename(from, to)),
    renameOver: (from, to, inode) => bounded(to, () => files.renameOver(from, to, inode)),
    renameNew: (from, to) => bounded(to, () => files.renameNew(from, to)),
    link: (from, to) => bounded(from, () => files.link(from, to)),
    async hold(path) {
      return held(path, await bounded(path, () => files.hold(path), { discard: (late) => late.close() }));
    },
    async openInPlace(path) {
      const file = await bounded(path, () => files.openInPlace(path), { discard: (late) => late.close() });
      return inPlace(path, file);
    },
    remove: (path) => bounded(path, () => files.remove(path)),
    makeFolder: (path) => bounded(path, () => files.makeFolder(path)),
    syncFolder: (path) => bounded(path, () => files.syncFolder(path)),
    writable: (path) => bounded(path, () => files.writable(path)),
    // Asked of programs of their own, which have a bound.
    attributes: (paths) => files.attributes(paths),
    copyAttributes: (from, to) => files.copyAttributes(from, to),
  };
}
