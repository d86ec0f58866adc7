import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const looks = 20;
const pause = 50;

/**
 * Kills every process that was started with `variable` (`NAME=value`) in its environment, children of killed sidecars
 * included. Only Linux tells; elsewhere nothing is found.
 */
export async function endMarked(variable: string): Promise<void> {
  // More than once: a process may fork between the look and the kill.
  for (let look = 0; look < looks; look += 1) {
    const found = marked(variable);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
    await wait(pause);
  }
}

function marked(variable: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && carries(pid, variable));
}

function carries(pid: number, variable: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(variable);
  } catch {
    // Somebody else's, or gone meanwhile.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}
