import { DeviceId } from '../../kernel/ids.ts';

const PREFIX = 'gate:';

/** The source of the runs of gates on a device. */
export function gateSource(device: DeviceId): string {
  return `${PREFIX}${device}`;
}

/** Whose runs a source holds; null for any other source. */
export function gateDevice(source: string): DeviceId | null {
  if (!source.startsWith(PREFIX)) return null;
  const device = DeviceId.safeParse(source.slice(PREFIX.length));
  return device.success ? device.data : null;
}
