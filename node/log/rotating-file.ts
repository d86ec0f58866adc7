import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFoldersSync } from '../files/make-folders.ts';

/**
 * Appends lines to `name.log`, shifting to `name.1.log` ... `name.<keep>.log` at the size limit, so logs never outgrow
 * `bytes * (keep + 1)`. A log that can't be written is dropped silently: it must never stop the work it tells about.
 */
export function createRotatingFile(options: { folder: string; name: string; bytes: number; keep: number }): {
  write(line: string): void;
  close(): void;
} {
  const pathOf = (index: number): string =>
    join(options.folder, index === 0 ? `${options.name}.log` : `${options.name}.${index}.log`);
  let descriptor: number | null = null;
  let size = 0;

  function open(): number {
    makeFoldersSync(options.folder, 0o700);
    const opened = openSync(pathOf(0), 'a', 0o600);
    size = fstatSync(opened).size;
    return opened;
  }

  function rotate(): void {
    close();
    rmSync(pathOf(options.keep), { force: true });
    for (let index = options.keep - 1; index >= 0; index -= 1) {
      try {
        renameSync(pathOf(index), pathOf(index + 1));
      } catch {
        // Not there yet: fewer rotations than kept files so far.
      }
    }
  }

  function close(): void {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  }

  return {
    write(line) {
      try {
        descriptor ??= open();
        if (size > options.bytes) {
          rotate();
          descriptor = open();
        }
        size += writeSync(descriptor, line);
      } catch {
        close();
      }
    },
    close,
  };
}
