import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who a process is, so that a number reused by the system is not taken for the process that had it before. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system tells it; null where the system doesn't. Compared, never interpreted. */
  readonly started: string | null;
  readonly machine: string;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid), machine: hostname() };
}

/** False only when it is certain that the process is gone. Only meaningful for processes of this machine. */
export function isAlive(identity: Pick<ProcessIdentity, 'pid' | 'started'>): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const started = startOf(identity.pid);
  return started === null || identity.started === null || started === identity.started;
}

function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return startOnLinux(pid);
    if (process.platform === 'win32') return null;
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 2000,
    });
    return text.trim() || null;
  } catch {
    return null;
  }
}

/** Boot and clock ticks since boot; a zombie has ended, it only waits for its parent to notice. */
function startOnLinux(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may contain anything, so fields are counted from its end: state is the first.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return 'ended';
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}/${fields[19] ?? ''}`;
}
