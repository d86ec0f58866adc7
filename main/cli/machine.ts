import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Clock, Entropy } from '../../core/kernel/clock.ts';

/** The machine's own clock and randomness, injected from here into everything the command line starts. */
export const machineClock: Clock = { now: () => Date.now() };
export const machineEntropy: Entropy = { bytes: (count) => new Uint8Array(randomBytes(count)) };

/** The folder of package.json: the checkout from source, the package when installed. */
export const installFolder: string = findInstallFolder(import.meta.dirname);

export const appVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(installFolder, 'package.json'), 'utf8'))).version;

function findInstallFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`);
  }
}
