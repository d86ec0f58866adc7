import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type LockHolder, takeLock } from '../../../node/locks/file-lock.ts';
import { machineClock, machineEntropy } from '../../../node/machine.ts';
import { sidecarFacts, sidecarLock } from '../../../sidecar/host/sidecar-lock.ts';

const rounds = 60;
const pause = 250;

/** Asks the folder's sidecar to stop and waits for it. False when one still runs after a quarter of a minute. */
export async function endSidecarOf(folder: string): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1) {
    const attempt = await takeLock(sidecarLock(folder), sidecarFacts(folder), {
      clock: machineClock,
      entropy: machineEntropy,
    });
    if (attempt.held) {
      attempt.lock.release();
      return true;
    }
    if (round === 0) askToEnd(attempt.holder);
    await wait(pause);
  }
  return false;
}

function askToEnd({ pid, machine }: LockHolder): void {
  // In a folder that hosts share, the number means another process here.
  if (machine !== hostname()) return;
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended just now, or is another user's.
  }
}
