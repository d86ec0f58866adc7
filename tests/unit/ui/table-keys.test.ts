import { describe, expect, it } from 'vitest';
import { readDateEntry } from '../../../renderer/ui/table/date-entry.ts';
import { orderMoves, typeAhead } from '../../../renderer/ui/table/editors/status-moves.ts';
import type { KeyPlace, PressedKey } from '../../../renderer/ui/table/table-keys.ts';
import { tableAction } from '../../../renderer/ui/table/table-keys.ts';

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const cell: KeyPlace = { header: false, editable: true, check: false, chord: false };

describe('keys of the table', () => {
  it('move by cell with arrows and by row with j and k', () => {
    expect(tableAction(press('ArrowRight'), cell)).toEqual({
      kind: 'move',
      rows: 0,
      columns: 1,
      extend: false,
    });
    expect(tableAction(press('j'), cell)).toEqual({ kind: 'move', rows: 1, columns: 0, extend: false });
    expect(tableAction(press('k'), cell)).toMatchObject({ rows: -1 });
  });

  it('extend the selection with Shift up and down only', () => {
    expect(tableAction(press('ArrowDown', { shiftKey: true }), cell)).toMatchObject({ extend: true });
    expect(tableAction(press('ArrowRight', { shiftKey: true }), cell)).toMatchObject({ extend: false });
    expect(tableAction(press('PageDown', { shiftKey: true }), cell)).toMatchObject({
      kind: 'page',
      extend: true,
    });
  });

  it('go to the edges of row and table', () => {
    expect(tableAction(press('Home'), cell)).toMatchObject({ to: 'row-start' });
    expect(tableAction(press('End', { ctrlKey: true }), cell)).toMatchObject({ to: 'last' });
  });

  it('select a row with Space, except on a check box, which Space ticks', () => {
    expect(tableAction(press(' '), cell)).toEqual({ kind: 'select' });
    const check = { ...cell, check: true };
    expect(tableAction(press(' '), check)).toEqual({ kind: 'edit', typed: null });
    expect(tableAction(press(' ', { shiftKey: true }), check)).toEqual({ kind: 'select' });
  });

  it('start an edit by typing where the cell can be edited', () => {
    expect(tableAction(press('d'), cell)).toEqual({ kind: 'edit', typed: 'd' });
    expect(tableAction(press('日'), cell)).toEqual({ kind: 'edit', typed: '日' });
    expect(tableAction(press('d'), { ...cell, editable: false })).toBeNull();
    expect(tableAction(press('Shift', { shiftKey: true }), cell)).toBeNull();
  });

  it('leave the keys of the app alone', () => {
    for (const key of ['g', '?', '/', '[', ']']) expect(tableAction(press(key), cell)).toBeNull();
    expect(tableAction(press('b'), { ...cell, chord: true })).toBeNull();
    expect(tableAction(press('k', { ctrlKey: true }), cell)).toBeNull();
    expect(tableAction(press('z', { metaKey: true }), cell)).toBeNull();
    expect(tableAction(press('ArrowLeft', { altKey: true }), cell)).toBeNull();
  });

  it('size and move columns from the header', () => {
    const header = { ...cell, header: true, editable: false };
    expect(tableAction(press('ArrowLeft', { shiftKey: true }), header)).toEqual({ kind: 'resize', by: -16 });
    expect(tableAction(press('ArrowRight', { altKey: true }), header)).toEqual({
      kind: 'move-column',
      by: 1,
    });
  });
});

describe('a date typed into a cell', () => {
  const read = (text: string, current = '2026-03-27') => readDateEntry(text, current, '2026-02-14');
  it.each([
    ['2026-4-3', '2026-04-03'],
    ['2026/04/03', '2026-04-03'],
    ['today', '2026-02-14'],
    ['+7', '2026-04-03'],
    ['-1w', '2026-03-20'],
    ['', ''],
    ['2026-02-30', null],
    ['soon', null],
    ['3.4.2026', null],
  ])('%j reads as %j', (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it('counts from today where the cell has no date', () => {
    expect(read('+1', 'tbd')).toBe('2026-02-15');
  });
});

describe('the status menu', () => {
  const moves = orderMoves([
    { word: 'signed off', mark: 'locked', legal: false },
    { word: 'done', mark: 'done', legal: true },
    { word: 'dropped', mark: 'dropped', legal: true },
  ]);

  it('lists legal moves first', () => {
    expect(moves.map((move) => move.word)).toEqual(['done', 'dropped', 'signed off']);
  });

  it('jumps to the word that begins with what was typed', () => {
    expect(typeAhead(moves, 'dr', 0)).toBe(1);
    expect(typeAhead(moves, 'S', 0)).toBe(2);
    expect(typeAhead(moves, 'x', 1)).toBe(1);
  });

  it('walks through words of the same letter when it is typed again', () => {
    expect(typeAhead(moves, 'dd', 0)).toBe(1);
    expect(typeAhead(moves, 'ddd', 1)).toBe(0);
  });
});
