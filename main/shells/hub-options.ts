import type { HubOptions } from '../engine/options.ts';
import { ownCommand } from './installation.ts';
import { packTarball } from './pack-tarball.ts';

/** How every shell of this program hosts the hub. */
export function hubOptions(listen: boolean): HubOptions {
  return { listen, sidecarCommand: ownCommand(), tarball: packTarball };
}
