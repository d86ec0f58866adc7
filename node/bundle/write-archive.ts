import { Header, Pack, ReadEntry } from 'tar';

/** What everything is unpacked into, so that no file of another place is mixed with those of a bundle. */
export const ARCHIVE_FOLDER = 'bundle/';

/** Files are written one after the other; what comes of it is given out as it comes. */
export interface ArchiveWriter {
  /** Begins a file; the one before must have all its bytes. */
  begin(path: string, bytes: number): void;
  write(piece: Uint8Array): void;
  end(): void;
}

/**
 * A tar archive, whose bytes follow from the names and contents in it alone: no times, no owners, no extensions. It is read
 * in one way, from the front to the end, and unpacked by every system's own `tar`.
 */
export function archiveWriter(take: (bytes: Uint8Array) => void): ArchiveWriter {
  const pack = new Pack({ portable: true, noPax: true, strict: true, cwd: '/' });
  pack.on('data', take);
  let open: ReadEntry | null = null;
  const close = (): void => {
    open?.end();
    open = null;
  };
  return {
    begin(path, size) {
      close();
      open = new ReadEntry(
        new Header({ path: `${ARCHIVE_FOLDER}${path}`, size, mode: 0o644, mtime: new Date(0), type: 'File' }),
      );
      pack.add(open);
    },
    write(piece) {
      // A view of the same bytes.
      open?.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    },
    end() {
      close();
      pack.end();
    },
  };
}
