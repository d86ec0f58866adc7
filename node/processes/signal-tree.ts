import { type ChildProcess, spawn } from 'node:child_process';

/** What a child must be started with so that `signalTree` reaches whatever it starts in turn. */
export const ownTree = { detached: process.platform !== 'win32', windowsHide: true } as const;

/** Signals a child and all it started. Windows knows no process groups and no gentle end. */
export function signalTree({ pid }: Pick<ChildProcess, 'pid'>, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    // A tree that is gone already makes it fail, which is as good.
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}
