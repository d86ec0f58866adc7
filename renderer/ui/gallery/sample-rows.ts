import type { Mark } from '../marks/mark.ts';
import type { StatusMove } from '../table/table-types.ts';

export interface SampleRow {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly mark: Mark;
  readonly due: string;
  readonly owner: string;
  readonly checked: boolean;
  readonly line: number;
  readonly notes: string;
  readonly section: string;
  readonly depth: number;
}

const states: readonly (readonly [word: string, mark: Mark])[] = [
  ['done', 'done'],
  ['in-progress', 'active'],
  ['not-started', 'planned'],
  ['ready for sign-off', 'review'],
  ['on hold', 'blocked'],
  ['done', 'done'],
  ['out of scope', 'dropped'],
  ['unknown', 'stale'],
];
const owners = ['Ines', 'Jonas', '', 'Mira', 'Oskar'];
const things = [
  'Queue drain',
  'Ledger export',
  'Replay window',
  'Access review',
  'Token rotation',
  'Backup drill',
];

/** Rows that are the same every time; `from` numbers on. */
export function sampleRows(count: number, from = 0): SampleRow[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    const [status, mark] = states[index % states.length] ?? ['done', 'done'];
    const day = String((index % 27) + 1).padStart(2, '0');
    return {
      id: `row-${index}`,
      title: `M${index} ${things[index % things.length] ?? ''}`,
      status,
      mark,
      due: index % 5 === 4 ? '' : `2026-${String((index % 9) + 1).padStart(2, '0')}-${day}`,
      owner: owners[index % owners.length] ?? '',
      checked: index % 3 === 0,
      line: index + 12,
      notes: index % 4 === 0 ? 'Waits for the second reading; the first one left three questions open.' : '',
      section: `Workstream ${Math.floor(index / 40) + 1}`,
      depth: index % 6 === 3 ? 1 : 0,
    };
  });
}

/** A small vocabulary with one illegal move. */
export function movesFrom(status: string): StatusMove[] {
  return [
    { word: 'not-started', mark: 'planned', legal: true },
    { word: 'in-progress', mark: 'active', legal: true },
    {
      word: 'signed off',
      mark: 'locked',
      legal: status === 'done',
      reason: 'signed off follows done only',
    },
    { word: 'done', mark: 'done', legal: true },
    { word: 'on hold', mark: 'blocked', legal: true },
  ];
}
