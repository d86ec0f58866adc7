import type { VerificationResult } from '../../core/domain/readiness/evidence.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import { printableText } from '../../core/kernel/printable-text.ts';

/** What verifying came to, before the digest is compared. */
export interface Judgement {
  readonly result: VerificationResult;
  readonly says: string;
  /** The number that was measured. */
  readonly value?: number;
  /** When it was, as the report says. */
  readonly measuredAt?: number;
  readonly why?: 'skipped';
}

export const verified = (says: string): Judgement => ({ result: 'verified', says });
export const failed = (says: string): Judgement => ({ result: 'failed', says });
export const missing = (says: string): Judgement => ({ result: 'missing', says });
export const unreachable = (says: string): Judgement => ({ result: 'unreachable', says });

const QUOTED_MAX = 300;

/** Text that others wrote, as part of a sentence. */
export function quoted(text: string, most = QUOTED_MAX): string {
  const seen = printableText(cutText(text, most).replaceAll('\t', ' '));
  return text.length > most ? `${seen}…` : seen;
}
