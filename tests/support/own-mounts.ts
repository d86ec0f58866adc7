import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { z } from 'zod';
import { notRun, onLinux } from './not-run.ts';

/** A mount that one program sees and nobody else: what root may not write either, or not replace. */
export type OwnMount =
  | { readonly kind: 'read-only'; readonly path: string }
  /** A file or folder that is a mount of its own. */
  | { readonly kind: 'bound'; readonly path: string }
  | { readonly kind: 'small-disk'; readonly path: string; readonly kilobytes: number };

const MOUNT = {
  'read-only': 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"',
  bound: 'mount --bind "$1" "$1"',
  'small-disk': 'mount -t tmpfs -o "size=$2k" quarterdeck-test "$1"',
};

/** Root makes a mount namespace outright; another user only inside a user namespace of its own. */
const unshare = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];

/** Leaves the test out where this machine refuses mounts of one's own. */
export function needsOwnMounts(context: TestContext): void {
  onLinux(context);
  const tried = spawnSync('unshare', [...unshare, 'sh', '-c', 'mount -t tmpfs -o size=64k x /mnt']);
  if (tried.status !== 0) notRun(context, 'this machine refuses unshare --mount');
}

/** Runs a program of tests/support/programs with these mounts in place; it answers with one JSON line per step. */
export function runWithMounts<Line>(
  line: z.ZodType<Line>,
  mounts: readonly OwnMount[],
  program: string,
  args: readonly string[],
): readonly Line[] {
  const command = [process.execPath, join(import.meta.dirname, 'programs', program), ...args];
  const [unshareProgram = '', ...rest] = withMounts(mounts, command);
  const run = spawnSync(unshareProgram, rest, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${program} ended with ${String(run.status)}:\n${run.stderr}`);
  return run.stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));
}

/** The words of a command that runs with these mounts in place; the process is the command's own. */
export function withMounts(mounts: readonly OwnMount[], command: readonly string[]): readonly string[] {
  const words = mounts.flatMap((mount) => [mount.path, 'kilobytes' in mount ? String(mount.kilobytes) : '-']);
  const script = [...mounts.map((mount) => `{ ${MOUNT[mount.kind]}; } && shift 2 &&`), 'exec "$@"'].join(' ');
  return ['unshare', ...unshare, 'sh', '-c', script, 'sh', ...words, ...command];
}
