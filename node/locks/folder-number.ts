import { statSync } from 'node:fs';

/** A folder as the file system knows it: a renamed one keeps this, a copy has another. */
export function folderNumber(folder: string): string {
  return String(statSync(folder, { bigint: true }).ino);
}

/** For a lock: whether it was made in this folder. One that came along in a copy tells of the original's process. */
export function wasMadeIn(folder: string): (facts: { readonly folder?: string | undefined }) => boolean {
  return (facts) => facts.folder === undefined || facts.folder === folderNumber(folder);
}
