import type { EvidencePreview } from '../../../core/domain/readiness/evidence-preview.ts';

export function nothing(says: string): EvidencePreview {
  return { kind: 'nothing', says };
}
