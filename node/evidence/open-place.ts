import { join, sep } from 'node:path';
import type { EvidencePlace } from '../../core/domain/readiness/evidence.ts';
import { errnoOf } from '../files/file-failure.ts';
import type { FilePort, HeldFile } from '../files/file-port.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { failed, type Judgement, missing, quoted, unreachable } from './judgement.ts';

/** Where a root is on this device. */
export interface EvidenceRoot {
  /** Without symbolic links in its path. */
  readonly folder: string;
  readonly isRepository: boolean;
}

export interface OpenedPlace {
  readonly file: HeldFile;
  /** As sentences call it. */
  readonly name: string;
}

interface Ports {
  readonly files: FilePort;
  readonly store: Pick<EvidenceStore, 'open'>;
}

/** Opens the file of a place for reading, or says why not. A link is followed only to a file below the same root. */
export async function openPlace(
  ports: Ports,
  root: EvidenceRoot | null,
  place: EvidencePlace,
): Promise<OpenedPlace | Judgement> {
  if ('stored' in place) return openStored(ports.store, place.stored);
  const name = quoted(place.path);
  if (root === null) return unreachable(NO_ROOT);
  try {
    const real = await ports.files.realPath(join(root.folder, place.path));
    if (!isBelow(real, root.folder))
      return failed(`${name} is a symbolic link that leads out of its root, and was not followed.`);
    return { file: await ports.files.hold(real), name };
  } catch (error) {
    const why = whyNotOpened(name, errnoOf(error));
    // It may be gone with its root.
    return (await realFolder(ports.files, root.folder)) === null ? folderAway(root) : why;
  }
}

function folderAway({ folder }: EvidenceRoot): Judgement {
  return unreachable(`The folder ${quoted(folder)} is not there, or does not answer.`);
}

export const NO_ROOT = 'The repository or folder it is in has no place on this device.';

/** The folder without links in its path; null where there is none. */
export async function realFolder(files: FilePort, folder: string): Promise<string | null> {
  try {
    const real = await files.realPath(folder);
    return (await files.facts(real)).isFolder ? real : null;
  } catch {
    return null;
  }
}

async function openStored(store: Ports['store'], digest: string): Promise<OpenedPlace | Judgement> {
  const name = `The stored file ${digest.slice(0, 12)}…`;
  const file = await store.open(digest);
  if (file.ok) return { file: file.value, name };
  return file.error.code === 'file.missing'
    ? unreachable(`${name} is not in the evidence store of this device.`)
    : unreachable(`${name} could not be read: ${quoted(file.error.message)}`);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function whyNotOpened(name: string, errno: string | null): Judgement {
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return missing(`${name} is not there.`);
    case 'EFTYPE':
    case 'ENXIO':
      return failed(`${name} is no regular file: a folder, pipe or device is not read.`);
    case 'ELOOP':
      return failed(`${name} is a symbolic link that leads back to itself.`);
    case 'EACCES':
    case 'EPERM':
      return unreachable(`${name} may not be read by this user.`);
    case 'ETIMEDOUT':
      return unreachable(`${name} could not be read: its disk or network share does not answer.`);
    case null:
    default:
      return unreachable(`${name} could not be opened (${errno ?? 'unknown error'}).`);
  }
}
