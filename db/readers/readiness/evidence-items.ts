import type {
  EvidenceFilter,
  EvidenceItemCounts,
  EvidenceItemRow,
} from '../../../core/domain/readiness/evidence-row.ts';
import type { Reader } from '../../handle.ts';
import { countStates, fittingEvidence, shownNames, titlesWithEvidence } from './evidence-list.ts';

const ROWS_LISTED = 500;
const { compare } = new Intl.Collator('en');

/** One row per item with evidence that fits: those with most that doesn't hold come first, then by name. */
export function listEvidenceItems(
  read: Reader,
  filter: EvidenceFilter,
  now: number,
): { readonly rows: EvidenceItemRow[] } & EvidenceItemCounts {
  const named = shownNames(read, titlesWithEvidence(read));
  const fitting = fittingEvidence(read, filter, now, named);
  const wanted = filter.state === null ? fitting : fitting.filter(({ state }) => state === filter.state);
  const rows: EvidenceItemRow[] = [];
  for (const pieces of Map.groupBy(wanted, (piece) => named.item(piece.itemId).itemId).values()) {
    const [first] = pieces;
    if (first === undefined) continue;
    const { itemId: id, ...item } = named.item(first.itemId);
    const states = countStates(pieces);
    rows.push({ id, ...item, ...named.tracker(first.trackerId), states, total: pieces.length });
  }
  rows.sort(
    (a, b) => notHolding(b) - notHolding(a) || compare(a.itemTitle, b.itemTitle) || compare(a.id, b.id),
  );
  return {
    rows: rows.slice(0, ROWS_LISTED),
    items: rows.length,
    total: wanted.length,
    states: countStates(fitting),
  };
}

function notHolding({ total, states }: EvidenceItemRow): number {
  return total - states.verified;
}
