import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OutputOf } from '../../../core/contract/index.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import { errnoOf } from '../../../node/files/file-failure.ts';
import type { FilePort } from '../../../node/files/file-port.ts';
import { hasTrackerExtension } from './expand-paths.ts';

const MAX_ENTRIES = 1000;

type Listing = OutputOf<'files.browse'>;

/** Lists sub-folders and tracker-like files of a folder this user may read; hidden names are left out. */
export async function browseFolder(
  files: FilePort,
  folder: string | null,
): Promise<Result<Listing, 'file.missing' | 'file.not-allowed'>> {
  const wanted = folder === null ? homedir() : absolutePath(folder);
  try {
    const path = await files.realPath(wanted);
    const children = (await files.list(path))
      .filter((child) => !child.name.startsWith('.'))
      .sort((a, b) => a.name.localeCompare(b.name));
    const entries: Listing['entries'] = [];
    let truncated = false;
    for (const child of children) {
      if (child.kind !== 'folder' && child.kind !== 'link' && !hasTrackerExtension(child.name)) continue;
      if (entries.length >= MAX_ENTRIES) {
        truncated = true;
        break;
      }
      // Follows links; a dangling one is left out.
      const facts = await files.facts(join(path, child.name)).catch(() => null);
      if (facts === null) continue;
      if (facts.isFolder) {
        entries.push({ name: child.name, path: join(path, child.name), kind: 'folder', bytes: 0 });
      } else if (facts.isFile && hasTrackerExtension(child.name)) {
        entries.push({ name: child.name, path: join(path, child.name), kind: 'file', bytes: facts.bytes });
      }
    }
    entries.sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder'));
    const parent = dirname(path);
    return ok({ folder: path, parent: parent === path ? null : parent, entries, truncated });
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EACCES' || errno === 'EPERM') {
      return fail('file.not-allowed', `${wanted} may not be read by this user.`, { path: wanted });
    }
    if (errno === 'ETIMEDOUT')
      return fail('file.missing', `${wanted} can't be listed: its disk or network share does not answer.`, {
        path: wanted,
      });
    if (errno === null) throw error;
    return fail('file.missing', `${wanted} is not a folder that can be opened.`, { path: wanted });
  }
}
