import type { RowOf } from '../../../../core/contract/index.ts';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatNumber } from '../../../ui/text/format.ts';
import { daysLeftText } from './days.ts';

export type Due = RowOf<'bridge.due'>;

/** The mark of a due item: past its day needs attention whatever its status says, unknown stays unknown. */
export function dueMark(due: Due): Mark {
  if (due.daysLeft < 0) return 'at-risk';
  return due.state ?? 'stale';
}

/** "in-progress · 2 days left". */
export function statusAndDue(due: Due): string {
  const days = daysLeftText(due.daysLeft);
  return due.status === null ? days : `${due.status} · ${days}`;
}

/** "3 late, 4 to come", and how many of them are listed if that is not all. */
export function dueFact(
  listed: number,
  { late, ahead }: { readonly late: number; readonly ahead: number },
): string {
  const facts = [
    late === 0 ? '' : `${formatNumber(late)} late`,
    ahead === 0 ? '' : `${formatNumber(ahead)} to come`,
  ];
  if (listed < late + ahead) facts.push(`the first ${formatNumber(listed)} listed`);
  return facts.filter((fact) => fact !== '').join(', ');
}
