import {
  constants,
  type Dirent,
  fstatSync,
  ftruncateSync,
  renameSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import {
  access,
  copyFile,
  type FileHandle,
  link,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { askAttributes, copyAttributes } from './attributes.ts';
import { errnoOf, isUnlinkable, isUnsyncable, NotPlainFile } from './file-failure.ts';
import type { FileFacts, FilePort, HeldFile, Listed } from './file-port.ts';
import { makeFolders } from './make-folders.ts';
import { readBytes } from './read-bytes.ts';

/** The real file system. */
export const nodeFiles: FilePort = {
  async read(path) {
    const { handle } = await openPlain(path);
    try {
      return await readBytes(handle);
    } finally {
      await handle.close();
    }
  },
  facts: async (path) => factsOf(await stat(path)),
  realPath: (path) => realpath(path),
  list: async (path) =>
    (await readdir(path, { withFileTypes: true })).map((entry) => ({
      name: entry.name,
      kind: kindOf(entry),
    })),
  async createExclusive(path, mode) {
    const handle = await open(path, 'wx', mode);
    return {
      write: (bytes) => handle.writeFile(bytes),
      setMode: (wanted) => handle.chmod(wanted),
      setOwner: (user, group) => handle.chown(user, group),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename: (from, to) => rename(from, to),
  async renameOver(from, to, inode) {
    // Without a turn of the event loop in between.
    if (statSync(to).ino !== inode) return false;
    renameSync(from, to);
    return true;
  },
  async renameNew(from, to) {
    try {
      await link(from, to);
    } catch (error) {
      if (!isUnlinkable(error)) throw error;
      // A disk without hard links (FAT, some network mounts).
      await copyFile(from, to, constants.COPYFILE_EXCL);
    }
    await rm(from, { force: true });
  },
  link: (from, to) => link(from, to),
  hold: async (path) => heldFile(await openPlain(path)),
  async openInPlace(path) {
    const opened = await openPlain(path, O_RDWR);
    const { handle } = opened;
    return {
      ...heldFile(opened),
      overwrite: async (bytes, from, asSeen) => overwriteNow(handle.fd, bytes, from, asSeen),
      setMode: (mode) => handle.chmod(mode),
      sync: () => handle.sync(),
    };
  },
  remove: (path) => rm(path, { force: true }),
  makeFolder: (path) => makeFolders(path),
  async syncFolder(path) {
    let handle: Awaited<ReturnType<typeof open>> | null = null;
    try {
      handle = await open(path, 'r');
      await handle.sync();
    } catch (error) {
      if (!isUnsyncable(error)) throw error;
    } finally {
      await handle?.close();
    }
  },
  async writable(path) {
    try {
      await access(path, constants.W_OK);
      return true;
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(errnoOf(error) ?? '')) return false;
      throw error;
    }
  },
  attributes: askAttributes,
  copyAttributes,
};

interface Opened {
  readonly handle: FileHandle;
  readonly found: FileFacts;
}

function heldFile({ handle, found }: Opened): HeldFile {
  return {
    found,
    facts: async () => factsOf(await handle.stat()),
    async read() {
      const { size } = await handle.stat();
      const bytes = new Uint8Array(size);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await handle.read(bytes, length, size - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    },
    async readAt(from, bytes) {
      // Only what was read is handed on, so nothing has to be cleared first.
      const place = Buffer.allocUnsafeSlow(bytes);
      const { bytesRead } = await handle.read(place, 0, bytes, from);
      return place.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

/** Who saves or reads in between has but the time of these calls to do so. */
function overwriteNow(file: number, bytes: Uint8Array, from: number, asSeen: FileFacts): FileFacts | null {
  const now = factsOf(fstatSync(file));
  const { bytes: size, modifiedAt, changedAt } = asSeen;
  if (now.bytes !== size || now.modifiedAt !== modifiedAt || now.changedAt !== changedAt) return null;
  // What is longer comes first: a full disk shows before anything is written over.
  writeFully(file, bytes, size, bytes.length);
  writeFully(file, bytes, from, Math.min(size, bytes.length));
  if (bytes.length < size) ftruncateSync(file, bytes.length);
  return factsOf(fstatSync(file));
}

function writeFully(file: number, bytes: Uint8Array, from: number, until: number): void {
  for (let at = from; at < until; ) at += writeSync(file, bytes, at, until - at, at);
}

/** Never waits: who opens a pipe without this waits for its writer, and who reads a device may do so for ever. */
const { O_RDONLY, O_RDWR, O_NONBLOCK } = constants;

async function openPlain(path: string, how = O_RDONLY): Promise<Opened> {
  const handle = await open(path, how | O_NONBLOCK);
  try {
    const found = factsOf(await handle.stat());
    if (!found.isFile) throw new NotPlainFile(path);
    return { handle, found };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function kindOf(entry: Dirent): Listed['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

function factsOf(found: Stats): FileFacts {
  return {
    bytes: found.size,
    mode: found.mode & 0o7777,
    user: found.uid,
    group: found.gid,
    createdAt: found.birthtimeMs > 0 ? found.birthtimeMs : found.ctimeMs,
    modifiedAt: found.mtimeMs,
    changedAt: found.ctimeMs,
    inode: found.ino,
    device: found.dev,
    links: found.nlink,
    isFile: found.isFile(),
    isFolder: found.isDirectory(),
  };
}
