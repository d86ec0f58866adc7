import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errnoOf } from '../../node/files/file-failure.ts';

/** A folder that is gone once the work is done. */
export async function inPassingFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What of a workspace is needed to read it; its journal holds what the database itself does not yet. */
const READ_FROM = ['quarterdeck.db', 'quarterdeck.db-wal', 'secrets.json'];

/** A copy to read of a workspace that can't be written where it is; false when there is no room or right for one. */
export function copyToRead(workspace: string, folder: string): boolean {
  try {
    for (const name of READ_FROM.filter((one) => existsSync(join(workspace, one))))
      copyFileSync(join(workspace, name), join(folder, name));
    return existsSync(join(folder, 'quarterdeck.db'));
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return false;
  }
}
