import type { z } from 'zod';
import { ActorId, EvidenceId } from '../../kernel/ids.ts';
import { Verification } from './evidence.ts';

/** A verification as the log of events keeps it. */
export const VerificationRecord = Verification.extend({
  evidence: EvidenceId,
  /** Who asked for it; null: it was due. */
  by: ActorId.nullable(),
});
export type VerificationRecord = z.output<typeof VerificationRecord>;
