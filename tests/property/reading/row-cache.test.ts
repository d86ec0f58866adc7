import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import type { ParsedItem } from '../../../core/domain/trackers/model.ts';
import { createSectionCache, parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { changedBetween } from '../../../core/domain/trackers/read/placing/changed-items.ts';

const CELLS = `T1 Lamp;T1 Lamp;T2 Buoy;done;✅ Done;done (2026-02-04);Shipped 3 March;3 March;May 5;blocked;later;2026-03-01;01/02/2026;T1, T2;;**Phase**;\`a\\|b\`;[x](y);In Progress`;
const cell = fc.constantFrom(...CELLS.split(';'));
const header = fc.constantFrom(
  '| Task | Status | Due | Depends |',
  '| ID | Name | State | Notes |',
  '| Task | Due | Owner | Notes |',
  '| Status (open / closed) | Task | Owner | Date |',
);
const row = fc
  .tuple(fc.constantFrom('', '', '> ', '  '), fc.array(cell, { minLength: 1, maxLength: 5 }))
  .map(([lead, cells]) => `${lead}| ${cells.join(' | ')} |`);
const table = fc
  .tuple(header, fc.array(row, { minLength: 1, maxLength: 8 }))
  .map(([head, rows]) => [head, '|---|---|---|---|', ...rows, ''].join('\n'));
const heading = fc.constantFrom(
  '## Work\n',
  '## Work of 2025\n',
  'Last updated: 2026-02-01\n',
  '**Done:**\n',
  '## Done\n',
  'Status key: later | done | blocked\n',
  '> a quote\n',
);
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: table }, { weight: 1, arbitrary: heading }), { maxLength: 6 })
  .map((parts) => `# Plan\n\n${parts.join('\n')}`);
const mapping = fc.constantFrom(null, {
  columns: { Task: 'name', Notes: 'ignore' },
  words: { later: 'dropped' as const },
});

/** Of lines, by numbers that are taken modulo their count. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('swap' as const), a: fc.nat(), b: fc.nat() }),
  fc.record({ kind: fc.constant('copy' as const), a: fc.nat(), b: fc.nat() }),
  fc.record({ kind: fc.constant('drop' as const), a: fc.nat(), b: fc.nat() }),
  fc.record({
    kind: fc.constant('put' as const),
    a: fc.nat(),
    b: fc.nat(),
    text: fc.oneof(row, header, cell),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(before: string, { a, b, ...what }: Change): string {
  const lines = before.split('\n');
  const [one, other] = [a % lines.length, b % lines.length];
  const line = lines[one] ?? '';
  if (what.kind === 'swap')
    return lines
      .with(one, lines[other] ?? '')
      .with(other, line)
      .join('\n');
  if (what.kind === 'copy') return lines.toSpliced(other, 0, line).join('\n');
  if (what.kind === 'drop') return lines.toSpliced(one, 1).join('\n');
  return lines.with(one, what.text).join('\n');
}

function wherever(item: ParsedItem | undefined) {
  return { ...item, span: null };
}

describe('rows known from an earlier reading', () => {
  it('say what a reading without them says, whatever was changed between', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(change, { minLength: 1, maxLength: 6 }),
        mapping,
        (first, changes, mapping) => {
          const cache = createSectionCache(50);
          let now = first;
          parseTracker(now, { cache, mapping });
          for (const one of changes) {
            now = changed(now, one);
            const read = parseTracker(now, { cache, mapping });
            expect(read).toEqual(parseTracker(now, { mapping }));
            expect(violatedInvariants(read)).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('say it too where one row after the other is changed in the table at the end of a section', () => {
    const lead = fc.constantFrom(
      '',
      'Status key: later | done | blocked\n\n',
      '- [ ] T1 Lamp\n\n',
      '| Task | Due |\n|---|---|\n| T1 Lamp | 3 March |\n\n',
      '## Done\n\n',
      '## T1 Lamp\n\nLast updated: 2026-02-01\n\n',
    );
    const put = fc.tuple(
      fc.nat(),
      fc.nat(),
      fc.oneof({ weight: 3, arbitrary: cell }, { weight: 1, arbitrary: row }),
    );
    let [kept, told] = [0, 0];
    fc.assert(
      fc.property(
        lead,
        header,
        fc.array(row, { minLength: 2, maxLength: 8 }),
        fc.array(put, { minLength: 1, maxLength: 8 }),
        mapping,
        (lead, head, rows, puts, mapping) => {
          const cache = createSectionCache(50);
          const above = `# Plan\n\n${lead}${head}\n|---|---|---|---|\n`;
          let lines: readonly string[] = rows;
          let before = parseTracker(`${above}${lines.join('\n')}\n`, { cache, mapping });
          for (const [a, b, given] of puts) {
            const at = a % lines.length;
            const cells = (lines[at] ?? '').split(' | ');
            const changed = given.includes(' | ') ? given : cells.with(b % cells.length, given).join(' | ');
            lines = lines.with(at, changed);
            const text = `${above}${lines.join('\n')}\n`;
            const read = parseTracker(text, { cache, mapping });
            expect(read).toEqual(parseTracker(text, { mapping }));
            const differ = changedBetween(before.items, read.items);
            if (differ !== null) told += 1;
            const others = read.items.map((_, at) => at).filter((at) => differ?.includes(at) === false);
            expect(others.map((at) => wherever(read.items[at]))).toEqual(
              others.map((at) => wherever(before.items[at])),
            );
            if (read.items[0] === before.items[0]) kept += 1;
            before = read;
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(kept).toBeGreaterThan(100);
    expect(told).toBeGreaterThan(100);
  });

  it.each(['done', 'done (2026-02-04)'])(
    'keep the very fields they had, wherever they stand now, with %s and a day without its year',
    (word) => {
      const rows = Array.from({ length: 30 }, (_, n) => `| T${n} Lamp | ${word} | March 3 | note ${n} |\n`);
      const before = `# Plan\n\nLast updated: 2026-02-01\n\n| Task | Status | Due | Notes |\n|---|---|---|---|\n${rows.join('')}`;
      const cache = createSectionCache(50);
      const old = new Map(parseTracker(before, { cache }).items.map(({ key, fields }) => [key, fields]));
      const after = parseTracker(before.replace('note 7 ', 'a longer note '), { cache });
      expect(after.items.filter(({ key, fields }) => old.get(key) !== fields).map(({ key }) => key)).toEqual([
        'T7',
      ]);
      const same = parseTracker(before, { cache }).items;
      const moved = parseTracker(before.replace('note 7 ', 'a longer note '), { cache }).items;
      expect(moved.flatMap((item, at) => (item === same[at] ? [item.key] : []))).toEqual([
        'T0',
        'T1',
        'T2',
        'T3',
        'T4',
        'T5',
        'T6',
      ]);
    },
  );
});
