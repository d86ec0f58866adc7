import { type Encoding, encodingOf } from '../../../core/domain/trackers/text/encoding.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import { contentHash } from '../../../node/files/content-hash.ts';
import { NotPlainFile, readFailure } from '../../../node/files/file-failure.ts';
import type { FileFacts, FilePort, FileResult } from '../../../node/files/file-port.ts';

/** Larger files are refused whole rather than read in part: a tracker of this size is a mistake. */
export const MAX_TRACKER_BYTES = 8 * 1024 * 1024;

export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** Neither the mode nor the system forbids writing it. */
  readonly writable: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** As it stood before it was read. */
  readonly facts: FileFacts;
}

const other = (name: string) => ({
  code: 'file.not-utf8' as const,
  is: `is ${name}, not UTF-8. Nothing was read, and the file is as it was. Save it as UTF-8 in your editor, then it can be read.`,
});

const WHY_NOT_READ: Readonly<
  Partial<Record<Encoding, { readonly code: 'file.not-utf8' | 'file.binary'; readonly is: string }>>
> = {
  'utf-16-le': other('UTF-16 text (little-endian)'),
  'utf-16-be': other('UTF-16 text (big-endian)'),
  'utf-32': other('UTF-32 text'),
  unknown: other('text in an encoding that is not recognised (such as Windows-1251, Shift_JIS or GBK)'),
  binary: { code: 'file.binary', is: 'is not text (it holds binary data). Nothing was read.' },
};

/** Reads a whole text file, or says in words why not. */
export async function readTrackerFile(files: FilePort, path: string): Promise<FileResult<ReadFile>> {
  try {
    const facts = await files.facts(path);
    if (!facts.isFile) throw new NotPlainFile(path);
    if (facts.bytes > MAX_TRACKER_BYTES) {
      return fail(
        'file.too-large',
        `${path} has ${Math.round(facts.bytes / 1024 / 1024)} MB; trackers are read up to ${MAX_TRACKER_BYTES / 1024 / 1024} MB. Nothing was read.`,
        { path, bytes: facts.bytes },
      );
    }
    const bytes = await files.read(path);
    const why = WHY_NOT_READ[encodingOf(bytes)];
    if (why !== undefined) return fail(why.code, `${path} ${why.is}`, { path });
    return ok({
      bytes,
      hash: contentHash(bytes),
      // The super-user may write anything; a file marked read-only is still meant to stay as it is.
      writable: (facts.mode & 0o222) !== 0 && (await files.writable(path)),
      createdAt: facts.createdAt,
      modifiedAt: facts.modifiedAt,
      facts,
    });
  } catch (error) {
    return readFailure(path, error);
  }
}
