import type { HubOptions } from '../engine/options.ts';
import { packTarball } from './agents/pack-tarball.ts';
import { machineTimekeeper, ownCommand } from './machine.ts';

/** How every shell of this program hosts the hub. */
export function hubOptions(listen: boolean): HubOptions {
  return { listen, timekeeper: machineTimekeeper, sidecarCommand: ownCommand(), tarball: packTarball };
}
