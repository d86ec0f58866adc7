import type { EvidenceState, VerificationResult } from './evidence.ts';

const DAY_MS = 86_400_000;

interface Verified {
  readonly result: VerificationResult;
  readonly at: number;
}

/** How evidence stands now, by the verification that counts for it: that one does until its `freshDays` are over. */
export function evidenceState(last: Verified | null, freshDays: number | null, now: number): EvidenceState {
  if (last === null) return 'unverified';
  const until = freshUntil(last, freshDays);
  return until !== null && now >= until ? 'stale' : last.result;
}

/** When what it says goes stale; null: never, or it says nothing that could. */
export function freshUntil({ result, at }: Verified, freshDays: number | null): number | null {
  return result === 'verified' && freshDays !== null ? at + freshDays * DAY_MS : null;
}
