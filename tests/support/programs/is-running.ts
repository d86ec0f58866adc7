import { spawnSync } from 'node:child_process';

/** True while a process runs. One that has ended and only waits to be collected by its parent doesn't count. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  const state = stdout.trim();
  return state !== '' && !state.startsWith('Z');
}
