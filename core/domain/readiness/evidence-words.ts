import { counted } from '../trackers/read/counted.ts';
import type { EvidenceState, EvidenceTier, EvidenceType } from './evidence.ts';

export const EVIDENCE_TYPE_WORDS: Readonly<Record<EvidenceType, string>> = {
  doc: 'Document',
  contract: 'Contract',
  code: 'Code',
  test: 'Test',
  artifact: 'Artifact',
};

export const EVIDENCE_TIER_WORDS: Readonly<Record<EvidenceTier, string>> = {
  claimed: 'Claimed',
  'local-run': 'Local run',
  'ci-run': 'CI run',
  staging: 'Staging',
  'production-observed': 'Production',
};

interface Stands {
  readonly state: EvidenceState;
  readonly verification: { readonly says: string } | null;
  readonly freshDays: number | null;
}

/** What is said of it as it stands: a verification that no longer counts is not repeated as if it did. */
export function stateSentence({ state, verification, freshDays }: Stands): string {
  if (verification === null) return 'It was never verified.';
  if (state !== 'stale' || freshDays === null) return verification.says;
  return `Its last verification counted for ${counted(freshDays, 'days')} and is older than that.`;
}

/** Whether all the words stand in what a person reads of a piece; in any case of letters. */
export function wordsIn(said: readonly string[], words: readonly string[]): boolean {
  const text = said.join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
}
