import type { RowOf } from '../../../core/contract/index.ts';

export type Review = RowOf<'signoffs.inbox'>;

export interface ReviewRow {
  /** Of item and role. */
  readonly id: string;
  readonly role: string;
  readonly review: Review;
}

/** A row for each role in which the person may sign, role after role, the oldest request first. */
export function reviewRows(reviews: readonly Review[]): readonly ReviewRow[] {
  return reviews
    .flatMap((review) => review.mine.map((role) => ({ id: `${review.itemId}:${role}`, role, review })))
    .toSorted(
      (a, b) => a.role.localeCompare(b.role) || (a.review.requested?.at ?? 0) - (b.review.requested?.at ?? 0),
    );
}

/** "2 as architecture, 1 as security". */
export function reviewsFact(rows: readonly ReviewRow[]): string | undefined {
  if (rows.length === 0) return undefined;
  const byRole = Map.groupBy(rows, ({ role }) => role);
  return [...byRole].map(([role, own]) => `${own.length} as ${role}`).join(', ');
}

/** What somebody put up, parted into what came back to them and what still waits for others; the newest first. */
export function putUp(rows: readonly Review[]): {
  readonly back: readonly Review[];
  readonly waiting: readonly Review[];
} {
  return {
    back: rows.filter(({ state }) => state === 'returned' || state === 'stale' || state === 'withdrawn'),
    waiting: rows.filter(({ state }) => state === 'requested'),
  };
}
