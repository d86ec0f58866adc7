import { DeviceId } from '../../kernel/ids.ts';

const PREFIX = 'evidence:';

/** The source of the verifications that a device made. */
export function verificationSource(device: DeviceId): string {
  return `${PREFIX}${device}`;
}

/** Whose verifications a source holds; null for any other source. */
export function verifyingDevice(source: string): DeviceId | null {
  if (!source.startsWith(PREFIX)) return null;
  const device = DeviceId.safeParse(source.slice(PREFIX.length));
  return device.success ? device.data : null;
}
