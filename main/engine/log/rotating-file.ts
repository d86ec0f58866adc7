import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

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

  function open(): void {
    descriptor = openSync(pathOf(0), 'a', 0o600);
    size = fstatSync(descriptor).size;
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
        if (descriptor === null) open();
        if (size > options.bytes) {
          rotate();
          open();
        }
        if (descriptor !== null) size += writeSync(descriptor, line);
      } catch {
        close();
      }
    },
    close,
  };
}
