import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { MEMBERS } from '../../../../core/domain/readiness/bundle/member-path.ts';

/** Unpacks a bundle beside itself with the system's own tar; answers the folder. */
export function unpacked(path: string): string {
  execFileSync('tar', ['-xf', path], { cwd: dirname(path) });
  return join(dirname(path), 'bundle');
}

/** The verifier in it, on plain Node, started from elsewhere. */
export function runVerifier(
  folder: string,
  args: readonly string[] = [],
): { code: number | null; text: string } {
  const ended = spawnSync(process.execPath, [join(folder, MEMBERS.verifier), ...args], {
    cwd: '/',
    env: {},
    encoding: 'utf8',
  });
  return { code: ended.status, text: ended.stdout + ended.stderr };
}
