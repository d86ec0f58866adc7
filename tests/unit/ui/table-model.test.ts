import { describe, expect, it } from 'vitest';
import { groupsOfSorted } from '../../../renderer/ui/gallery/groups-of-sorted.ts';
import { activeLine, rowAt } from '../../../renderer/ui/table/active-cell.ts';
import {
  rowsAsCsv,
  rowsAsHtml,
  rowsAsMarkdown,
  rowsAsTsv,
} from '../../../renderer/ui/table/clipboard/table-copy.ts';
import { clipboardBlock } from '../../../renderer/ui/table/clipboard/table-paste.ts';
import {
  emptyLayout,
  moveColumn,
  placeColumns,
  resizeColumn,
  templateOf,
} from '../../../renderer/ui/table/column-layout.ts';
import { freezeRows } from '../../../renderer/ui/table/frozen-rows.ts';
import { rowsBetween } from '../../../renderer/ui/table/rows-between.ts';
import { layoutLines } from '../../../renderer/ui/table/table-lines.ts';
import type { TableColumn } from '../../../renderer/ui/table/table-types.ts';

interface Row {
  readonly id: string;
  readonly text: string;
}
const rowId = (row: Row) => row.id;
const rowsOf = (...ids: string[]): Row[] => ids.map((id) => ({ id, text: id.toUpperCase() }));
const column = (id: string, more: Partial<TableColumn<Row>> = {}): TableColumn<Row> => ({
  id,
  label: id,
  value: (row) => row.text,
  ...more,
});

describe('lines of a grouped table', () => {
  const groups = [
    { id: 'a', title: 'A', start: 0, count: 2 },
    { id: 'b', title: 'B', start: 2, count: 3 },
  ];

  it('put a header before each group', () => {
    const lines = layoutLines(5, groups, new Set());
    expect(lines.count).toBe(7);
    expect(lines.at(0)).toMatchObject({ kind: 'group', open: true });
    expect(lines.at(1)).toEqual({ kind: 'row', index: 0 });
    expect(lines.at(3)).toMatchObject({ kind: 'group', group: { id: 'b' } });
    expect(lines.at(6)).toEqual({ kind: 'row', index: 4 });
    expect(lines.at(7)).toBeNull();
    expect(lines.at(-1)).toBeNull();
  });

  it('leave out the rows of a collapsed group', () => {
    const lines = layoutLines(5, groups, new Set(['a']));
    expect(lines.count).toBe(5);
    expect(lines.at(1)).toMatchObject({ kind: 'group', group: { id: 'b' } });
    expect(lines.lineOfRow(0)).toBeNull();
    expect(lines.lineOfRow(2)).toBe(2);
  });

  it('keep rows outside every group where they stand', () => {
    const lines = layoutLines(6, [{ id: 'b', title: 'B', start: 2, count: 2 }], new Set());
    expect(lines.at(0)).toEqual({ kind: 'row', index: 0 });
    expect(lines.at(2)).toMatchObject({ kind: 'group' });
    expect(lines.at(6)).toEqual({ kind: 'row', index: 5 });
    expect(lines.lineOfRow(5)).toBe(6);
  });

  it('cost nothing per row', () => {
    const lines = layoutLines(100_000, [], new Set());
    expect(lines.count).toBe(100_000);
    expect(lines.at(99_999)).toEqual({ kind: 'row', index: 99_999 });
  });

  it('are found from sorted rows, a returning key making a group of its own', () => {
    const rows = ['x1', 'x2', 'y1', 'x3'].map((id) => ({ id, text: id.slice(0, 1) }));
    const found = groupsOfSorted(
      rows,
      (row) => row.text,
      (key, members) => ({
        title: key,
        fact: String(members.length),
      }),
    );
    expect(found.map((group) => [group.id, group.start, group.count, group.fact])).toEqual([
      ['x', 0, 2, '2'],
      ['y', 2, 1, '1'],
      ['x~2', 3, 1, '1'],
    ]);
  });
});

describe('the active cell', () => {
  const source = { total: 4, start: 0, rows: rowsOf('a', 'b', 'c', 'd') };
  const lines = layoutLines(4, [], new Set());

  it('stays on its row when rows move above it', () => {
    const moved = { total: 5, start: 0, rows: rowsOf('new', 'a', 'b', 'c', 'd') };
    const at = activeLine({ line: 1, rowId: 'b', column: 0 }, layoutLines(5, [], new Set()), moved, rowId);
    expect(at).toBe(2);
  });

  it('stays at its line when its row is gone', () => {
    expect(activeLine({ line: 3, rowId: 'gone', column: 0 }, lines, source, rowId)).toBe(3);
    expect(activeLine({ line: 9, rowId: null, column: 0 }, lines, source, rowId)).toBe(3);
  });

  it('stays in the header', () => {
    expect(activeLine({ line: -1, rowId: null, column: 0 }, lines, source, rowId)).toBe(-1);
  });

  it('reads rows only from the window', () => {
    const window = { total: 100, start: 50, rows: rowsOf('a', 'b') };
    const all = layoutLines(100, [], new Set());
    expect(rowAt(all, window, 51)?.id).toBe('b');
    expect(rowAt(all, window, 49)).toBeNull();
    expect(rowsBetween(all, window, 53, 49)).toEqual(rowsOf('a', 'b'));
  });
});

describe('rows from one line to another', () => {
  const whole = rowsOf(...Array.from({ length: 100 }, (_, at) => `r${at}`));
  const groups = [
    { id: 'one', title: 'One', start: 0, count: 40 },
    { id: 'shut', title: 'Shut', start: 40, count: 20 },
    { id: 'two', title: 'Two', start: 60, count: 40 },
  ];
  const lines = layoutLines(100, groups, new Set(['shut']));
  const asked: [number, number][] = [];
  const source = {
    total: 100,
    start: 0,
    rows: whole.slice(0, 30),
    fetch: (start: number, end: number) => {
      asked.push([start, end]);
      return Promise.resolve(whole.slice(start, end));
    },
  };

  it('are at hand where they are loaded', () => {
    expect(rowsBetween(lines, source, 3, 1)).toEqual(whole.slice(0, 3));
    expect(asked).toEqual([]);
  });

  it('are asked for where they are not, without those of a closed group', async () => {
    expect(await rowsBetween(lines, source, 36, lines.count - 1, 8)).toEqual([
      ...whole.slice(35, 40),
      ...whole.slice(60, 63),
    ]);
    expect(asked).toEqual([[35, 63]]);
    expect(await rowsBetween(lines, source, 0, 500)).toHaveLength(80);
  });

  it('are none where they did not come', async () => {
    const lost = { ...source, fetch: () => Promise.resolve(null) };
    expect(await rowsBetween(lines, lost, 0, 99)).toBeNull();
  });
});

describe('column layout', () => {
  const columns = [
    column('title', { fixed: true, width: 200 }),
    column('due', { width: 90 }),
    column('owner'),
  ];

  it('lets the fixed column grow until it is sized by hand', () => {
    expect(templateOf(placeColumns(columns, emptyLayout))).toBe('minmax(200px, 1fr) 90px 140px');
    const sized = resizeColumn(emptyLayout, columns[0] ?? column('title'), 320);
    expect(templateOf(placeColumns(columns, sized))).toBe('320px 90px 140px minmax(0, 1fr)');
  });

  it('hides columns but never a fixed one', () => {
    const layout = { ...emptyLayout, hidden: ['title', 'due'] };
    expect(placeColumns(columns, layout).map((one) => one.column.id)).toEqual(['title', 'owner']);
  });

  it('moves a column among the shown ones and keeps the hidden in place', () => {
    const layout = { ...emptyLayout, hidden: ['due'] };
    const moved = moveColumn(columns, layout, 'owner', -1);
    expect(placeColumns(columns, moved).map((one) => one.column.id)).toEqual(['owner', 'title']);
    expect(moveColumn(columns, layout, 'owner', 1)).toBe(layout);
  });

  it('keeps widths within reason', () => {
    expect(resizeColumn(emptyLayout, { id: 'x', minWidth: 60 }, 4).widths).toEqual({ x: 60 });
    expect(resizeColumn(emptyLayout, { id: 'x' }, 99_999).widths).toEqual({ x: 1200 });
  });

  it('puts columns it has never seen at the end', () => {
    const placed = placeColumns([...columns, column('new')], {
      ...emptyLayout,
      order: ['owner', 'title', 'due'],
    });
    expect(placed.map((one) => one.column.id)).toEqual(['owner', 'title', 'due', 'new']);
  });
});

describe('copied rows', () => {
  const columns = [column('a'), column('b', { label: 'Say "b"', value: () => 'one, two\nthree' })];

  it('are quoted CSV with a header line', () => {
    expect(rowsAsCsv(columns, rowsOf('x'))).toBe('a,"Say ""b"""\r\nX,"one, two\nthree"\r\n');
  });

  it('are one line each as TSV', () => {
    expect(rowsAsTsv(columns, rowsOf('x'))).toBe('a\tSay "b"\nX\tone, two three\n');
  });

  it('disarm what a spreadsheet would run, and leave numbers alone', () => {
    const two = [column('a', { value: () => '=1+1' }), column('b', { value: () => '-1,5' })];
    expect(rowsAsCsv(two, rowsOf('x'))).toBe('a,b\r\n\'=1+1,"-1,5"\r\n');
    expect(rowsAsTsv(two, rowsOf('x'))).toBe("a\tb\n'=1+1\t-1,5\n");
    expect(rowsAsHtml(two, rowsOf('x'))).toContain("<td>'=1+1</td><td>-1,5</td>");
  });

  it('are a table for documents, and one for Markdown that a pipe does not break', () => {
    const one = [column('a', { label: 'A<b>', value: () => 'x|y', align: 'end' })];
    expect(rowsAsHtml(one, rowsOf('x'))).toBe(
      '<table><thead><tr><th>A&lt;b&gt;</th></tr></thead><tbody><tr><td>x|y</td></tr></tbody></table>',
    );
    expect(rowsAsMarkdown(one, rowsOf('x'))).toBe('| A<b> |\n| ---: |\n| x\\|y |\n');
  });

  it('come back from the clipboard as the cells they were, formulas armed again', () => {
    const back = (text: string) => clipboardBlock({ getData: (kind) => (kind === 'text/plain' ? text : '') });
    const one = [column('a'), column('b', { value: () => '=1+1' })];
    expect(back(rowsAsTsv(one, rowsOf('x', 'y')))).toEqual([
      ['a', 'b'],
      ['X', '=1+1'],
      ['Y', '=1+1'],
    ]);
    expect(back('"two\nlines"\t"say ""a"""\r\nplain\t\r\n')).toEqual([
      ['two lines', 'say "a"'],
      ['plain', ''],
    ]);
    expect(back('one\ntwo, three')).toEqual([['one'], ['two, three']]);
    expect(back('')).toEqual([]);
  });

  it('come back with the blank rows between them, so that each value keeps its row', () => {
    const back = (text: string) => clipboardBlock({ getData: (kind) => (kind === 'text/plain' ? text : '') });
    expect(back('one\n\nthree\n\n\n')).toEqual([['one'], [''], ['three']]);
    expect(back('\t\r\none\ttwo\r\n\t\r\n')).toEqual([
      ['', ''],
      ['one', 'two'],
    ]);
    expect(back('\n\n')).toEqual([]);
  });
});

describe('held rows', () => {
  it('keep their order with new content while new rows wait', () => {
    const fresh = [
      { id: 'new', text: 'N' },
      { id: 'b', text: 'B2' },
      { id: 'a', text: 'A' },
    ];
    const held = freezeRows(['a', 'b', 'gone'], fresh, rowId);
    expect(held.rows.map((row) => row.text)).toEqual(['A', 'B2']);
    expect(held.waiting).toBe(1);
  });
});
