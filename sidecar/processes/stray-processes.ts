import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const GRACE_MS = 2_000;
const LOOK_MS = 100;

/**
 * Ends every process whose environment holds `name=value`, wherever it moved itself: what escaped its process group, or
 * was left by a sidecar that was killed. Only Linux tells; elsewhere nothing is found. Answers how many there were.
 */
export async function endStrayProcesses(name: string, value: string): Promise<number> {
  const marked = `${name}=${value}`;
  const found = find(marked);
  if (found.length === 0) return 0;
  signal(found, 'SIGTERM');
  for (let waited = 0; waited < GRACE_MS && find(marked).length > 0; waited += LOOK_MS) await wait(LOOK_MS);
  // More than once: a process may fork between the look and the kill.
  for (let look = 0; look < 5; look += 1) {
    const left = find(marked);
    if (left.length === 0) break;
    signal(left, 'SIGKILL');
    await wait(LOOK_MS / 5);
  }
  return found.length;
}

function find(marked: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids: number[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0').includes(marked)) pids.push(pid);
    } catch {
      // Somebody else's, or gone meanwhile.
    }
  }
  return pids;
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
