import { basename, dirname, join } from 'node:path';
import type { FilePort } from '../../../node/files/file-port.ts';
import { REPLACED_FOLDER } from '../../../node/files/second-name.ts';

/** What a workspace lives from, by name: in one of these folders, or one of these files with what belongs to it. */
/** Copies of files that are evidence. */
export const EVIDENCE_FOLDER = 'evidence';

/** Release bundles, each under the digest of its archive. */
export const BUNDLES_FOLDER = 'bundles';

const OWN_FOLDERS = [
  'attachments',
  'backups',
  BUNDLES_FOLDER,
  EVIDENCE_FOLDER,
  'logs',
  REPLACED_FOLDER,
  'agents',
];
const OWN_NAMES = /^(?:quarterdeck\.db|host\.|secrets\.json|web\.json|\.rebuild-)/u;
/** Files of a workspace that may be links to elsewhere, or have a second name there. */
export const SINGLE_FILES = [
  'quarterdeck.db',
  'quarterdeck.db-wal',
  'quarterdeck.db-shm',
  'secrets.json',
  'web.json',
  'host.lock',
];
/** What tells that a folder is a workspace. */
const SIGNS = ['quarterdeck.db', 'quarterdeck.db-wal', 'host.lock'];

/**
 * The workspace that lives from this path, whether or not there is a file yet. The path must be real (no links); names are
 * compared without case, as some disks do.
 */
export async function workspaceLivingFrom(files: FilePort, path: string): Promise<string | null> {
  let folder = dirname(path);
  let name = basename(path);
  while (folder !== dirname(folder)) {
    if (isOwnName(name.toLowerCase()) && (await isWorkspace(files, folder))) return folder;
    name = basename(folder);
    folder = dirname(folder);
  }
  return null;
}

/** The path without links, also of a file that is not there yet. */
export async function realPathOf(files: FilePort, path: string): Promise<string> {
  const folder = dirname(path);
  return files
    .realPath(path)
    .catch(async () => (folder === path ? path : join(await realPathOf(files, folder), basename(path))));
}

/** In lower case. */
export function isOwnName(name: string): boolean {
  return OWN_FOLDERS.includes(name) || OWN_NAMES.test(name);
}

async function isWorkspace(files: FilePort, folder: string): Promise<boolean> {
  for (const sign of SIGNS) {
    const found = await files.facts(join(folder, sign)).catch(() => null);
    if (found !== null) return true;
  }
  return false;
}
