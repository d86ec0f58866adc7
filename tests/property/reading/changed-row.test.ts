import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TableRow } from '../../../core/domain/trackers/text/blocks.ts';
import { withChangedRow } from '../../../core/domain/trackers/text/changed-row.ts';
import { type ChunkBlocks, readBlocks } from '../../../core/domain/trackers/text/read-blocks.ts';

const cell = fc.constantFrom(
  'Lamp',
  'done',
  '03/04/2026',
  '',
  'a|b',
  '<b>',
  '- [ ] x',
  '| |',
  '\\|',
  '\t',
  '\0',
);
const row = fc
  .tuple(fc.constantFrom('| ', '| ', '| ', '| ', '|', ' | ', '> | ', ''), fc.array(cell, { maxLength: 3 }))
  .map(([lead, cells]) => `${lead}${cells.join(' | ')} |`);
const lines = fc.tuple(
  fc.constantFrom(
    '',
    '',
    '# Plan\n\n',
    '- one\n',
    '- one\n\n',
    '> said\n',
    '```\n',
    '<div>\n',
    '<!--\n',
    'text\n',
  ),
  fc.constantFrom('', '', '', '> ', '  '),
  fc.array(row, { minLength: 1, maxLength: 6 }),
  fc.constantFrom(
    '',
    '\n',
    '\n\n',
    '\n\n---\n',
    '\n\n[a]: /b\n',
    '\n\nmore\n',
    '\n\n- last\n',
    '\n<!-- note',
  ),
  fc.constantFrom('\n', '\r\n'),
);
const text = lines.map(([lead, mark, rows, behind, end]) => {
  const table = ['| Task | Due |', '|---|---|', ...rows].map((line) => mark + line).join('\n');
  return `${lead}${table}${behind}`.replaceAll('\n', end);
});
const put = fc.oneof(cell, fc.constantFrom('x', ' ', '|', '\n', '\r', '>', '    ', '---'));

function rowsOf({ blocks }: ChunkBlocks): readonly TableRow[] {
  return blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
}

function sayOf({ text, starts }: ChunkBlocks, { line }: TableRow): string {
  return text.slice(starts[line], starts[line + 1]);
}

it('a text with one changed place has the blocks that a reading of it finds', () => {
  let taken = 0;
  fc.assert(
    fc.property(text, fc.nat({ max: 90 }), fc.nat({ max: 4 }), put, (before, place, less, given) => {
      const from = Math.max(0, before.length - place);
      const after = before.slice(0, from) + given + before.slice(from + less);
      const read = readBlocks(before);
      const changed = withChangedRow(read, after);
      if (changed === null) return;
      taken += 1;
      const known = new Set(rowsOf(read));
      expect(changed).toEqual(readBlocks(after));
      const kept = rowsOf(changed).filter((row) => known.has(row));
      expect(kept.map((row) => sayOf(changed, row))).toEqual(kept.map((row) => sayOf(read, row)));
    }),
    { numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(50);
});

it('a change of several rows, of the header or below the table is read anew', () => {
  const before = readBlocks('| Task |\n|---|\n| a |\n| b |\n\nend\n');
  const table = readBlocks('| Task |\n|---|\n| a |\n| b |\n');
  expect(withChangedRow(table, '| Task |\n|---|\n| c |\n| d |\n')).toBeNull();
  expect(withChangedRow(table, '| Name |\n|---|\n| a |\n| b |\n')).toBeNull();
  expect(withChangedRow(table, '| Task |\n|---|\n| a |\n| b |\n| c |\n')).toBeNull();
  expect(withChangedRow(before, '| Task |\n|---|\n| a |\n| c |\n\nend\n')).toBeNull();
});
