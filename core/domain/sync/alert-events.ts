import { DeviceId } from '../../kernel/ids.ts';

const PREFIX = 'alerts:';

/** The source of what became of the alerts that a device judges. */
export function alertSource(device: DeviceId): string {
  return `${PREFIX}${device}`;
}

/** Whose alerts a source is about; null for any other source. */
export function alertingDevice(source: string): DeviceId | null {
  if (!source.startsWith(PREFIX)) return null;
  const device = DeviceId.safeParse(source.slice(PREFIX.length));
  return device.success ? device.data : null;
}
