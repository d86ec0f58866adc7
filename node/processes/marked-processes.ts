import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_MS = 50;
const KILLS = 20;

/**
 * Ends every process that has `mark` (`NAME=value`) in its environment, wherever it moved itself: what escaped its process
 * group, or was left by a parent that was killed. Only Linux tells; elsewhere nothing is found. Answers how many there were.
 */
export async function endMarkedProcesses(mark: string, graceMs: number): Promise<number> {
  const found = find(mark);
  if (found.length === 0) return 0;
  if (graceMs > 0) signal(found, 'SIGTERM');
  for (let waited = 0; waited < graceMs && find(mark).length > 0; waited += LOOK_MS) await wait(LOOK_MS);
  // More than once: a process may fork between the scan and the kill.
  for (let look = 0; look < KILLS; look += 1) {
    const left = find(mark);
    if (left.length === 0) break;
    signal(left, 'SIGKILL');
    await wait(LOOK_MS);
  }
  return found.length;
}

function find(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && carries(pid, mark));
}

function carries(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
  } catch {
    // Somebody else's, or gone meanwhile.
    return false;
  }
}

function signal(pids: readonly number[], name: 'SIGTERM' | 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone meanwhile.
    }
  }
}
