import { DeviceId } from '../../kernel/ids.ts';

const PREFIX = 'slo:';

/** The source of the values of objectives that a device read. */
export function sloSource(device: DeviceId): string {
  return `${PREFIX}${device}`;
}

/** Whose readings a source holds; null for any other source. */
export function sloDevice(source: string): DeviceId | null {
  if (!source.startsWith(PREFIX)) return null;
  const device = DeviceId.safeParse(source.slice(PREFIX.length));
  return device.success ? device.data : null;
}
