import { readdirSync, readlinkSync } from 'node:fs';
import { readdir, readFile, readlink, stat, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';

/** The PID namespace of the machine itself; from within another one the machine's processes can't be seen. */
const MACHINE_NAMESPACE = 'pid:[4026531836]';
/** Disks that no other machine writes: ext4, XFS, Btrfs, tmpfs, F2FS, ZFS, bcachefs, overlay. */
const LOCAL_DISKS: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x794c7630,
]);
const OTHERS_MAY_WRITE = 0o022;
/** More than a desktop has; beyond it nothing is claimed. */
const MAX_PROCESSES = 5000;
const MAX_HANDLES = 100_000;

/** A file under its second name, and the name it was opened by before. */
export interface ReplacedName {
  readonly path: string;
  readonly before: string;
}

/**
 * Of these files, those that surely no process has open, on Linux: by path, as `/proc` tells. A file is left out when
 * that can't be known: on another system, inside a container, on a disk that other machines write, with a third name to
 * open it by, or when others may write it whose processes hide from us. The super-user's own programs are taken to leave
 * a person's trackers alone.
 */
export async function closedEverywhere(files: readonly ReplacedName[]): Promise<ReadonlySet<string>> {
  const sure = new Set<string>();
  try {
    if (process.platform !== 'linux' || (await readlink('/proc/self/ns/pid')) !== MACHINE_NAMESPACE)
      return sure;
    await readFile('/proc/1/stat');
    const wanted = new Map<string, ReplacedName>();
    for (const file of files) {
      const key = await keyIfKnowable(file.path);
      if (key !== null) wanted.set(key, file);
    }
    if (wanted.size === 0) return sure;
    const names = new Set(
      [...wanted.values()].flatMap(({ path, before }) => [basename(path), basename(before)]),
    );
    const open = await openFiles(wanted, [...names]);
    if (open === null) return sure;
    for (const [key, { path }] of wanted) if (!open.has(key)) sure.add(path);
  } catch {
    // Nothing is claimed where the system doesn't tell.
  }
  return sure;
}

/** Whether nobody but this machine writes the disk, as far as the system tells: its times are then those of this moment. */
export async function isOnLocalDisk(path: string): Promise<boolean> {
  const { type } = await statfs(path);
  return process.platform === 'linux' && LOCAL_DISKS.has(type);
}

async function keyIfKnowable(path: string): Promise<string | null> {
  const { ino, dev, mode, uid, nlink } = await stat(path);
  const own = process.getuid?.();
  const hidden = own !== 0 && ((mode & OTHERS_MAY_WRITE) !== 0 || uid !== own);
  return (await isOnLocalDisk(path)) && nlink === 1 && !hidden ? `${dev}:${ino}` : null;
}

/** Those of the wanted files that some process has open; null when there was too much to look at. */
async function openFiles(
  wanted: ReadonlyMap<string, unknown>,
  names: readonly string[],
): Promise<ReadonlySet<string> | null> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  if (processes.length > MAX_PROCESSES) return null;
  const found = new Set<string>();
  let handles = 0;
  for (const id of processes) {
    const opened = openedBy(id);
    handles += opened.length;
    if (handles > MAX_HANDLES) return null;
    for (const { handle, target } of opened) {
      if (!names.some((name) => target.includes(name))) continue;
      const facts = await stat(handle).catch(() => null);
      const key = facts === null ? '' : `${facts.dev}:${facts.ino}`;
      if (wanted.has(key)) found.add(key);
    }
    await pause();
  }
  return found;
}

interface Opened {
  readonly handle: string;
  /** The name it was opened by, or has come to since, with a mark when that went to another file. */
  readonly target: string;
}

/** These links are answered from memory, where waiting for each of thousands costs ten times what they do. */
function openedBy(id: string): readonly Opened[] {
  const folder = `/proc/${id}/fd`;
  return readOr([], () => readdirSync(folder)).map((name) => {
    const handle = `${folder}/${name}`;
    return { handle, target: readOr('', () => readlinkSync(handle)) };
  });
}

/** Gone by now, or another user's. */
function readOr<Value>(otherwise: Value, read: () => Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
