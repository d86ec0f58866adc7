import type { HubOptions, StartCommand } from '../engine/options.ts';
import { packTarball } from './pack-tarball.ts';
import { spawnedCommand } from './spawned-command.ts';

/** How every shell of this program hosts the hub. */
export function hubOptions(listen: boolean, startCommand: StartCommand = spawnedCommand()): HubOptions {
  return { listen, startCommand, tarball: packTarball };
}
