import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpannedCell, spreadCells } from '../../../renderer/ui/table/clipboard/spread-cells.ts';

const cell = (text: string, { down = 1, right = 1 } = {}): SpannedCell => ({
  text,
  colSpan: right,
  rowSpan: down,
});

describe('cells of a page spread over their places', () => {
  it('leaves a cell of one place where it is', () => {
    expect(spreadCells([[cell('a'), cell('b')], [], [cell('c')]])).toEqual([['a', 'b'], [], ['c']]);
  });

  it('gives a cell over several rows or columns its first place, and blanks to the others', () => {
    const phase = [cell('Phase 1', { down: 2 }), cell('Dig'), cell('done')];
    expect(
      spreadCells([phase, [cell('Pour'), cell('open')], [cell('Phase 2', { right: 2 }), cell('open')]]),
    ).toEqual([
      ['Phase 1', 'Dig', 'done'],
      ['', 'Pour', 'open'],
      ['Phase 2', '', 'open'],
    ]);
    expect(
      spreadCells([
        [cell('a'), cell('b', { down: 2, right: 2 })],
        [cell('c'), cell('d')],
      ]),
    ).toEqual([
      ['a', 'b', ''],
      ['c', '', '', 'd'],
    ]);
  });

  it('ends a row span with the last row: also one that says to span all of them', () => {
    expect(spreadCells([[cell('a', { down: 9 }), cell('b')], [cell('c')]])).toEqual([
      ['a', 'b'],
      ['', 'c'],
    ]);
    expect(spreadCells([[cell('a', { down: 0 }), cell('b')], [cell('c')], [cell('d')]])).toEqual([
      ['a', 'b'],
      ['', 'c'],
      ['', 'd'],
    ]);
  });

  it('keeps every text once, in its row, in order', () => {
    const spanned = fc.record({
      text: fc.constantFrom('x', 'y', 'z'),
      colSpan: fc.integer({ min: 1, max: 3 }),
      rowSpan: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(spanned, { maxLength: 4 }), { maxLength: 6 }), (rows) => {
        const spread = spreadCells(rows).map((row) => row.filter((text) => text !== ''));
        expect(spread).toEqual(rows.map((row) => row.map(({ text }) => text)));
      }),
    );
  });
});
