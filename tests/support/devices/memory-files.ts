import { dirname } from 'node:path';
import type { FilePort } from '../../../node/files/file-port.ts';

export interface MemoryFiles extends FilePort {
  /** A save by another program. */
  save(path: string, bytes: Uint8Array): void;
  bytesAt(path: string): Uint8Array | null;
  /** What an editor may still show: the last text that was saved outside and all we wrote since, newest last. */
  shownBy(path: string): readonly Version[];
  /** Names of all files there are. */
  paths(): readonly string[];
}

export interface Version {
  readonly bytes: Uint8Array;
  readonly modifiedAt: number;
  readonly inode: number;
}

/** A disk of its own for each device, without folders to make and without waiting. */
export function memoryFiles(now: () => number): MemoryFiles {
  let made = 0;
  const files = new Map<string, Version>();
  const shown = new Map<string, Version[]>();
  const found = (path: string) => {
    const file = files.get(path);
    if (file === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return file;
  };
  const put = (path: string, bytes: Uint8Array) => {
    made += 1;
    const version = { bytes, modifiedAt: now(), inode: made };
    files.set(path, version);
    return version;
  };
  return {
    save(path, bytes) {
      shown.set(path, [put(path, bytes)]);
    },
    shownBy: (path) => shown.get(path) ?? [],
    bytesAt: (path) => files.get(path)?.bytes ?? null,
    paths: () => [...files.keys()],
    read: async (path) => found(path).bytes,
    async facts(path) {
      const { bytes, modifiedAt, inode } = found(path);
      const owned = { user: 0, group: 0, device: 0, links: 1, isFile: true, isFolder: false };
      const times = { createdAt: modifiedAt, modifiedAt, changedAt: modifiedAt };
      return { bytes: bytes.length, mode: 0o644, ...times, inode, ...owned };
    },
    async realPath(path) {
      found(path);
      return path;
    },
    list: () => Promise.resolve([]),
    async createExclusive(path) {
      put(path, new Uint8Array());
      return {
        write: async (bytes) => void put(path, bytes),
        setMode: async () => undefined,
        setOwner: async () => undefined,
        sync: async () => undefined,
        close: async () => undefined,
      };
    },
    async renameOver(from, to) {
      await this.rename(from, to);
      return true;
    },
    async rename(from, to) {
      shown.set(to, [...(shown.get(to) ?? []), put(to, found(from).bytes)]);
      files.delete(from);
    },
    async renameNew(from, to) {
      if (files.has(to))
        throw Object.assign(new Error(`${to} is there in ${dirname(to)}`), { code: 'EEXIST' });
      put(to, found(from).bytes);
      files.delete(from);
    },
    link: async (from, to) => void files.set(to, found(from)),
    async hold(path) {
      const { bytes } = found(path);
      const facts = await this.facts(path);
      return {
        found: facts,
        facts: async () => facts,
        read: async () => bytes,
        readAt: async (from, length) => bytes.subarray(from, from + length),
        close: async () => undefined,
      };
    },
    openInPlace: () => Promise.reject(new Error('nothing here needs to be written in place')),
    remove: async (path) => void files.delete(path),
    makeFolder: async () => undefined,
    syncFolder: async () => undefined,
    writable: async () => true,
    attributes: async () => ({ kind: 'told', of: new Map() }),
    copyAttributes: async () => true,
  };
}
