import type { RowOf } from '../../../core/contract/index.ts';
import { EvidenceState, EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { buildPath } from '../../ui/frame/navigation.tsx';
import type { Mark } from '../../ui/marks/mark.ts';

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

export {
  EVIDENCE_TIER_WORDS as tierLabels,
  EVIDENCE_TYPE_WORDS as typeLabels,
  stateSentence,
} from '../../../core/domain/readiness/evidence-words.ts';

/** "Ines, on harbour-desk"; one that was due was nobody's wish. */
export function verifiedBy({ by, device }: Pick<Verification, 'by' | 'device'>): string {
  return by === null ? `on ${device}, as it was due` : `${by}, on ${device}`;
}

export function itemPath({ trackerId, itemId }: Pick<Evidence, 'trackerId' | 'itemId'>): string {
  return buildPath('/trackers/:tracker/table', { tracker: trackerId }, { item: itemId });
}
