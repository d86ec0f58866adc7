import type { TranscriptLine } from '../../../../core/domain/fleet/tasks/transcript-line.ts';

/** The newest lines within two bounds; what had to go is counted. */
export interface LineBuffer {
  push(line: TranscriptLine): void;
  /** Counts what was left out before it came here. */
  cut(lines: number, bytes: number): void;
  /** `first` is the number of the first line kept, counted from 0 over all that were pushed. */
  read(): {
    readonly first: number;
    readonly lines: readonly TranscriptLine[];
    readonly cutLines: number;
    readonly cutBytes: number;
  };
}

/** What is said to be cut may be any number: the sum goes into the log, which has to be read again. */
const MOST = Number.MAX_SAFE_INTEGER;

export function createLineBuffer(maxLines: number, maxBytes: number): LineBuffer {
  let lines: TranscriptLine[] = [];
  let sizes: number[] = [];
  /** Index of the first line that is still kept; the ones before it leave with the next compaction. */
  let start = 0;
  let bytes = 0;
  let dropped = 0;
  let cutLines = 0;
  let cutBytes = 0;

  const overflows = (): boolean => {
    const kept = lines.length - start;
    return kept > maxLines || (bytes > maxBytes && kept > 1);
  };
  const dropFirst = (): void => {
    const size = sizes[start] ?? 0;
    start += 1;
    bytes -= size;
    dropped += 1;
    cutLines += 1;
    cutBytes += size;
  };

  return {
    push(line) {
      const size = Buffer.byteLength(line.text);
      lines.push(line);
      sizes.push(size);
      bytes += size;
      while (overflows()) dropFirst();
      if (start > maxLines) {
        lines = lines.slice(start);
        sizes = sizes.slice(start);
        start = 0;
      }
    },
    cut(moreLines, moreBytes) {
      cutLines += moreLines;
      cutBytes += moreBytes;
    },
    read: () => ({
      first: dropped,
      lines: lines.slice(start),
      cutLines: Math.min(cutLines, MOST),
      cutBytes: Math.min(cutBytes, MOST),
    }),
  };
}
