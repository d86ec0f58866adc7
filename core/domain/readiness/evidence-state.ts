import type { EvidenceState, VerificationResult } from './evidence.ts';
import { type Guard, guardHolds } from './measure/guard.ts';

const DAY_MS = 86_400_000;

interface Verified {
  readonly result: VerificationResult;
  readonly at: number;
  readonly value?: number | null | undefined;
}

/**
 * How evidence stands now, by the verification that counts for it: that one does until its `freshDays` are over. A guard
 * that was changed since then is held against the number found at that time.
 */
export function evidenceState(
  last: Verified | null,
  freshDays: number | null,
  now: number,
  guard: Guard | null = null,
): EvidenceState {
  if (last === null) return 'unverified';
  if (guard !== null && last.result === 'verified' && (last.value == null || !guardHolds(guard, last.value)))
    return 'failed';
  const until = freshUntil(last, freshDays);
  return until !== null && now >= until ? 'stale' : last.result;
}

/** When what it says goes stale; null: never, or it says nothing that could. */
export function freshUntil({ result, at }: Verified, freshDays: number | null): number | null {
  return result === 'verified' && freshDays !== null ? at + freshDays * DAY_MS : null;
}
