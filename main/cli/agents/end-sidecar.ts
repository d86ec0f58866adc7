import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type Holder, takeInstanceLock } from '../../../sidecar/host/instance-lock.ts';

const rounds = 60;
const pause = 250;

/** Asks the sidecar of the folder to end and waits until none runs. False when one does after a quarter of a minute. */
export async function endSidecarOf(folder: string): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1) {
    const lock = takeInstanceLock(folder);
    if (lock.held) {
      lock.release();
      return true;
    }
    if (round === 0) askToEnd(lock.holder);
    await wait(pause);
  }
  return false;
}

function askToEnd({ pid, host }: Holder): void {
  // In a folder that hosts share, the number means another process here.
  if (host !== hostname()) return;
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended just now, or is another user's.
  }
}
