import { z } from 'zod';
import { ActorId, DeviceId, EvidenceId } from '../../kernel/ids.ts';
import { Verification } from './evidence.ts';

/** A verification as the log of events keeps it. */
export const VerificationRecord = Verification.extend({
  evidence: EvidenceId,
  /** Who asked for it; null: it was due. */
  by: ActorId.nullable(),
});
export type VerificationRecord = z.output<typeof VerificationRecord>;

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
