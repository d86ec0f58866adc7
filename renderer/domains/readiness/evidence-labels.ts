import type { RowOf } from '../../../core/contract/index.ts';
import { EvidenceState, type EvidenceTier, EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { buildPath } from '../../ui/frame/navigation.tsx';
import type { Mark } from '../../ui/marks/mark.ts';
import { formatCount } from '../../ui/text/format.ts';

export type Evidence = RowOf<'evidence.list'>;
type Verification = NonNullable<Evidence['verification']>;

export const evidenceStates = EvidenceState.options;
export const evidenceTypes = EvidenceType.options;

export const stateMarks: Readonly<Record<EvidenceState, Mark>> = {
  unverified: 'planned',
  verified: 'done',
  stale: 'stale',
  failed: 'blocked',
  missing: 'at-risk',
  unreachable: 'unknown',
};

export const stateLabels: Readonly<Record<EvidenceState, string>> = {
  unverified: 'Unverified',
  verified: 'Verified',
  stale: 'Stale',
  failed: 'Failed',
  missing: 'Missing',
  unreachable: 'Unreachable',
};

export const typeLabels: Readonly<Record<EvidenceType, string>> = {
  doc: 'Document',
  contract: 'Contract',
  code: 'Code',
  test: 'Test',
  artifact: 'Artifact',
};

export const tierLabels: Readonly<Record<EvidenceTier, string>> = {
  claimed: 'Claimed',
  'local-run': 'Local run',
  'ci-run': 'CI run',
  staging: 'Staging',
  'production-observed': 'Production',
};

/** What is said of it as it stands: a verification that no longer counts is not repeated as if it did. */
export function stateSentence({ state, verification, freshDays }: Evidence): string {
  if (verification === null) return 'It was never verified.';
  if (state !== 'stale' || freshDays === null) return verification.says;
  return `Its last verification counted for ${formatCount(freshDays, 'day')} and is older than that.`;
}

/** "Ines, on harbour-desk"; one that was due was nobody's wish. */
export function verifiedBy({ by, device }: Pick<Verification, 'by' | 'device'>): string {
  return by === null ? `on ${device}, as it was due` : `${by}, on ${device}`;
}

export function itemPath({ trackerId, itemId }: Pick<Evidence, 'trackerId' | 'itemId'>): string {
  return buildPath('/trackers/:tracker/table', { tracker: trackerId }, { item: itemId });
}
