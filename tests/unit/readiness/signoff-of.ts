import { contract } from '../../../core/contract/index.ts';
import type { Signoff } from '../../../renderer/domains/readiness/signoffs/signoff-labels.ts';

/** A sign-off as the engine shows it: nothing asked, nothing in the way, but for what a test says. */
export function signoffOf(
  part: Partial<Omit<Signoff, 'reviews'>> & { readonly reviews?: readonly object[] },
): Signoff {
  const isOpen = part.state === 'requested';
  const requestId = isOpen ? `rq_${'a'.repeat(32)}` : null;
  return contract['signoffs.item'].row.parse({
    id: 'it_aaaaaaaaaaaaaaaaaaaa',
    itemId: 'it_aaaaaaaaaaaaaaaaaaaa',
    itemTitle: 'Keel',
    itemGone: false,
    trackerId: 'tr_aaaaaaaaaaaaaaaaaaaa',
    trackerName: 'Yard',
    status: 'In Progress',
    itemState: 'active',
    owner: null,
    state: 'none',
    roles: [],
    because: [],
    requestId,
    requested: null,
    note: '',
    completedAt: null,
    openGaps: 0,
    mine: [],
    cell: { state: 'none', says: null },
    reviews: [],
    whyNotAsk: null,
    whyNotAskCode: null,
    canTakeBack: false,
    differences: { itemGone: false, fields: [], evidence: [] },
    sinceLast: null,
    gaps: [],
    statements: [],
    ...part,
  });
}
