import type { ColumnRole, HeaderSense } from '../../vocabulary/column-words.ts';
import type { CellFacts } from './cell-facts.ts';
import { type SeenColumn, said } from './role-scores.ts';

/** What of the cells speaks for a role, in words for the person who checks the reading. */
const CELLS: Readonly<Partial<Record<ColumnRole, readonly (readonly [keyof CellFacts, string])[]>>> = {
  key: [['codes', 'numbers or codes']],
  name: [['wordy', 'words']],
  status: [
    ['status', 'words or signs of status'],
    ['counts', 'counts such as 2/3'],
    ['percent', 'percentages'],
  ],
  due: [['dateLike', 'days']],
  start: [['dateLike', 'days']],
  done: [['dateLike', 'days']],
  owner: [['people', 'people']],
  count: [['numeric', 'numbers']],
  priority: [['ratings', 'words of weight']],
};

/** The header senses that speak for a role. */
const HEADER: Readonly<Partial<Record<ColumnRole, readonly HeaderSense[]>>> = { done: ['done', 'day'] };

const NOTABLE = 0.3;

export function reasonsFor(column: SeenColumn, role: ColumnRole): string[] {
  const words = (HEADER[role] ?? [role]).some((sense) => said(column, sense) > 0);
  const reasons = words ? [`the header says "${column.label}"`] : [];
  for (const [fact, what] of CELLS[role] ?? []) {
    const share = column.cells[fact];
    if (share >= NOTABLE) reasons.push(`${Math.round(100 * share)} % of its cells are ${what}`);
  }
  return reasons.length === 0 ? ['no other column fits better'] : reasons;
}

/** A score as sureness: the header's word with cells that confirm it is sure. */
export function surenessOf(score: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, score / FULL))) / 100;
}

const FULL = 1.25;
