import { looksBinary } from '../../../core/domain/trackers/text/text.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import { contentHash } from '../../../node/files/content-hash.ts';
import { readFailure } from '../../../node/files/file-failure.ts';
import type { FileFacts, FilePort, FileResult } from '../../../node/files/file-port.ts';

/** Larger files are refused whole rather than read in part: a tracker of this size is a mistake. */
export const MAX_TRACKER_BYTES = 32 * 1024 * 1024;

export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** Neither the mode nor the system forbids writing it. */
  readonly writable: boolean;
  readonly modifiedAt: number;
  /** As it stood before it was read. */
  readonly facts: FileFacts;
}

/** Reads a whole text file, or says in words why not. */
export async function readTrackerFile(files: FilePort, path: string): Promise<FileResult<ReadFile>> {
  try {
    const facts = await files.facts(path);
    if (!facts.isFile) return fail('file.not-allowed', `${path} is not a file.`, { path });
    if (facts.bytes > MAX_TRACKER_BYTES) {
      return fail(
        'file.too-large',
        `${path} has ${Math.round(facts.bytes / 1024 / 1024)} MB; trackers are read up to ${MAX_TRACKER_BYTES / 1024 / 1024} MB. Nothing was read.`,
        { path, bytes: facts.bytes },
      );
    }
    const bytes = await files.read(path);
    if (looksBinary(bytes)) {
      return fail('file.binary', `${path} is not text (it holds binary data). Nothing was read.`, { path });
    }
    return ok({
      bytes,
      hash: contentHash(bytes),
      // The super-user may write anything; a file marked read-only is still meant to stay as it is.
      writable: (facts.mode & 0o222) !== 0 && (await files.writable(path)),
      modifiedAt: facts.modifiedAt,
      facts,
    });
  } catch (error) {
    return readFailure(path, error);
  }
}
