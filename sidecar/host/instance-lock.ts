import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const Holder = z.object({ pid: z.number().int(), started: z.string().nullable(), host: z.string() });
export type Holder = z.infer<typeof Holder>;

export type LockAnswer =
  | { readonly held: true; release(): void }
  | { readonly held: false; readonly holder: Holder };

const attempts = 5;

/**
 * One sidecar per folder: two would take each other's tasks apart. The lock says which process holds it and when that
 * process started, so a number used again by the system is not taken for it. A holder on another host of a shared
 * folder is believed.
 */
export function takeInstanceLock(folder: string): LockAnswer {
  const path = join(folder, 'sidecar.lock');
  const own: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (linked(draft, path)) return { held: true, release: () => release(path, own) };
      const holder = read(path);
      if (holder !== null && lives(holder)) return { held: false, holder };
      // Renamed away rather than removed: of two starters only one moves the dead lock, the other finds none.
      setAside(path, `${path}.dead`);
    }
    throw new Error(`the lock ${path} could not be settled`);
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${path}.dead`, { force: true });
  }
}

function linked(draft: string, path: string): boolean {
  try {
    // A hard link appears whole or not at all: nobody reads half a lock.
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function setAside(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Another starter was faster.
  }
}

function release(path: string, own: Holder): void {
  const now = read(path);
  if (now?.pid === own.pid && now.started === own.started) rmSync(path, { force: true });
}

function read(path: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function lives(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const started = startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

/** When a process started, as the system tells it; compared, never interpreted. Null where it doesn't tell. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may contain anything, so fields are counted from its end.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z') return 'ended';
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19] ?? ''}`;
    }
    if (process.platform === 'win32') return null;
    const options = { encoding: 'utf8', timeout: 2000 } as const;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}
