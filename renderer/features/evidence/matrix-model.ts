import type { EvidenceState } from '../../../core/domain/readiness/evidence.ts';
import type { Evidence } from '../../domains/readiness/evidence-labels.ts';
import { countStates } from './evidence-model.ts';

/** An item with how many of its pieces are in each state. */
export interface MatrixRow
  extends Pick<Evidence, 'itemId' | 'itemTitle' | 'itemGone' | 'trackerId' | 'trackerName'> {
  readonly states: Readonly<Record<EvidenceState, number>>;
  readonly total: number;
  readonly evidence: readonly Evidence['id'][];
}

/** One row per item: those with most that doesn't hold come first, then by name. */
export function evidenceMatrix(rows: readonly Evidence[]): readonly MatrixRow[] {
  const items = Map.groupBy(rows, ({ itemId }) => itemId);
  return [...items.values()]
    .flatMap((pieces) => {
      const [first] = pieces;
      if (first === undefined) return [];
      const { itemId, itemTitle, itemGone, trackerId, trackerName } = first;
      return {
        itemId,
        itemTitle,
        itemGone,
        trackerId,
        trackerName,
        states: countStates(pieces),
        total: pieces.length,
        evidence: pieces.map(({ id }) => id),
      };
    })
    .toSorted(
      (a, b) =>
        notHolding(b) - notHolding(a) ||
        a.itemTitle.localeCompare(b.itemTitle) ||
        a.itemId.localeCompare(b.itemId),
    );
}

function notHolding({ total, states }: MatrixRow): number {
  return total - states.verified;
}
