import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { readSmall, writeDurably } from '../../node/files/durable-file.ts';
import { errnoOf } from '../../node/files/file-failure.ts';
import { makeFoldersSync } from '../../node/files/make-folders.ts';

/** A file the shell keeps for comfort. Whatever the disk says, the app goes on without it. */
export interface SmallFile {
  read(): string | null;
  /** Null removes it. */
  write(text: string | null): void;
}

export function smallFile(path: string, note: (line: string) => void): SmallFile {
  const attempt = <T>(what: string, work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null;
      note(`${path} could not be ${what}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  return {
    read: () => attempt('read', () => readSmall(path).toString('utf8')),
    write(text) {
      attempt('written', () => {
        if (text === null) return rmSync(path, { force: true });
        makeFoldersSync(dirname(path));
        // Whole or not at all: the app may be ended while it closes its window.
        writeDurably(path, text);
      });
    },
  };
}
