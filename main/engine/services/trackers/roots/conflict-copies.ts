import { basename, dirname, join } from 'node:path';
import { parseTracker } from '../../../../../core/domain/trackers/read/parse.ts';
import { conflictCopyOf } from '../../../../../core/domain/trackers/roots/conflict-copy.ts';
import { decode } from '../../../../../core/domain/trackers/text/text.ts';
import type { FilePort } from '../../../../../node/files/file-port.ts';
import { readTrackerFile } from '../../../files/read-tracker-file.ts';

/** Why a file that was merely found in a folder is left out as the copy that a sync conflict made; null when it is none. */
export async function whyConflictCopy(files: FilePort, path: string): Promise<string | null> {
  const copy = conflictCopyOf(basename(path));
  if (copy === null) return null;
  const original = join(dirname(path), copy.of);
  const isCopy = copy.sure
    ? await files.facts(original).then(
        ({ isFile }) => isFile,
        () => false,
      )
    : await haveOneTitle(files, path, original);
  return isCopy
    ? `Copy made by a sync conflict of ${copy.of}. Name the file itself to import it all the same.`
    : null;
}

async function haveOneTitle(files: FilePort, path: string, original: string): Promise<boolean> {
  const [one, other] = await Promise.all([titleOf(files, path), titleOf(files, original)]);
  return one !== '' && one === other;
}

async function titleOf(files: FilePort, path: string): Promise<string> {
  const read = await readTrackerFile(files, path);
  return read.ok ? parseTracker(decode(read.value.bytes), { fileName: basename(path) }).title.trim() : '';
}
