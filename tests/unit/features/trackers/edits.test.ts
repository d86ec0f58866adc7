import { describe, expect, it } from 'vitest';
import type { ItemColumn } from '../../../../renderer/domains/trackers/model/columns.ts';
import {
  addBeside,
  bulkText,
  leaveRefused,
  moveBeside,
  planBulk,
  planShift,
  shiftLines,
} from '../../../../renderer/domains/trackers/model/edits.ts';
import { leaveRefusedCells, planPaste } from '../../../../renderer/domains/trackers/model/paste.ts';
import { field, item } from './fixtures.ts';

describe('bulk edits', () => {
  const open = item('a', { status: 'in-progress', state: 'active' });
  const locked = item('b', {
    fields: [field('status', 'status', 'done', { editable: false, locked: 'It was signed off.' })],
  });
  const bare = item('c');

  it('edits what can be edited and names the rest with its reason', () => {
    const plan = planBulk([open, locked, bare], 'status', 'done');
    expect(plan.edits).toEqual([
      { kind: 'set-field', itemId: open.id, field: 'status', value: 'done', seen: 'in-progress' },
    ]);
    expect(plan.left.map((left) => left.reason)).toEqual(['It was signed off.', 'it has no status']);
    expect(bulkText(plan)).toBe(
      '1 item changes, 2 left as they are: “Item b” because It was signed off, and 1 more',
    );
  });
  it('leaves an item as a whole where one of its edits would be refused', () => {
    const one = item('g', {
      fields: [field('start', 'date', '2026-02-01'), field('date', 'date', '2026-02-27')],
    });
    const two = item('h', { fields: [field('date', 'date', '2026-02-27')] });
    const plan = leaveRefused([one, two], planShift([one, two], 7, true), new Map([[1, 'it is locked']]));
    expect(plan.edits).toMatchObject([{ itemId: two.id, field: 'date', value: '2026-03-06' }]);
    expect(plan.left).toEqual([{ item: one, reason: 'it is locked' }]);
    expect(bulkText(plan)).toBe('1 item changes, 1 left as it is: “Item g” because it is locked');
  });
  it('shows the first days that a shift moves, counts the others and cuts long names', () => {
    const many = ['i', 'j', 'k', 'l', 'm', 'n', 'o'].map((id) =>
      item(id, { title: id.repeat(80), fields: [field('date', 'date', '2026-02-27')] }),
    );
    const lines = shiftLines(many, planShift(many, 7, false));
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^i{59}…, .*27.* → .*6/);
    expect(lines.at(-1)).toBe('and 2 more dates');
  });
  it('leaves out items that say so already', () => {
    expect(planBulk([open], 'status', 'in-progress').edits).toEqual([]);
  });
  it('sets the day a thing is due, whichever day stands first, and no other where there is none', () => {
    const phase = item('d', {
      fields: [
        field('start', 'date', '2026-02-01'),
        field('date', 'date', '2026-02-27'),
        field('done', 'date', ''),
      ],
    });
    const begun = item('e', { fields: [field('start', 'date', '2026-02-01')] });
    const plan = planBulk([phase, begun], 'date', '2026-03-01');
    expect(plan.edits).toMatchObject([{ itemId: phase.id, field: 'date', value: '2026-03-01' }]);
    expect(plan.left).toEqual([{ item: begun, reason: 'it has no due date' }]);
  });
});

describe('moving and adding rows', () => {
  const rows = [item('a'), item('b'), item('x', { sectionPath: 'other' }), item('c')];

  it('moves past the neighbour of the same section, skipping rows of others', () => {
    expect(rows[1] && moveBeside(rows, rows[1], 'down')).toEqual({
      kind: 'move-item',
      itemId: 'it_b',
      nearItemId: 'it_c',
      place: 'after',
    });
    expect(rows[1] && moveBeside(rows, rows[1], 'up')).toMatchObject({ nearItemId: 'it_a', place: 'before' });
  });
  it('stays at the edge', () => {
    expect(rows[0] && moveBeside(rows, rows[0], 'up')).toBeNull();
    expect(rows[2] && moveBeside(rows, rows[2], 'down')).toBeNull();
  });
  it('adds a row below or above with its name, also where another column is called Title', () => {
    const near = item('a', { fields: [field('title', 'text', 'Dr'), field('name', 'text', 'Item a')] });
    expect(addBeside({ near, place: 'after' }, 'New berth')).toEqual({
      kind: 'add-item',
      nearItemId: near.id,
      place: 'after',
      values: { name: 'New berth' },
    });
    expect(addBeside({ near, place: 'before' }, 'New berth')).toMatchObject({ place: 'before' });
  });
});

describe('shifting dates', () => {
  const dated = item('a', { fields: [field('date', 'date', '2026-02-27')] });
  const vague = item('b', { fields: [field('date', 'date', 'Q2 2026')] });

  it('moves every exact day and names the rest with its reason', () => {
    const plan = planShift([dated, vague, item('c')], 3, false);
    expect(plan.edits).toEqual([
      { kind: 'set-field', itemId: dated.id, field: 'date', value: '2026-03-02', seen: '2026-02-27' },
    ]);
    expect(plan.left.map(({ reason }) => reason)).toEqual([
      '“Q2 2026” is not an exact day',
      'it has no due date',
    ]);
    expect(planShift([dated], -27, false).edits).toMatchObject([{ value: '2026-01-31' }]);
    expect(planShift([dated], 0, false).edits).toEqual([]);
  });
});

describe('shifting a phase', () => {
  const phase = (due: string) =>
    item('p', {
      fields: [
        field('start', 'date', '2026-02-01'),
        field('date', 'date', due),
        field('done', 'date', '2026-02-20'),
      ],
    });
  const moved = (plan: ReturnType<typeof planShift>) =>
    plan.edits.map((edit) => (edit.kind === 'set-field' ? [edit.field, edit.value] : []));

  it('moves the day it is due, its start where wanted, and never the day it was done', () => {
    expect(moved(planShift([phase('2026-02-27')], 7, false))).toEqual([['date', '2026-03-06']]);
    expect(moved(planShift([phase('2026-02-27')], 7, true))).toEqual([
      ['start', '2026-02-08'],
      ['date', '2026-03-06'],
    ]);
    expect(moved(planShift([phase('')], 7, true))).toEqual([['start', '2026-02-08']]);
  });
  it('moves none of its dates where one of them can’t move', () => {
    const plan = planShift([phase('2026-02-30')], 7, true);
    expect(plan.edits).toEqual([]);
    expect(plan.left.map(({ reason }) => reason)).toEqual(['“2026-02-30” is not an exact day']);
  });
});

describe('pasting cells', () => {
  const column = (id: string, label: string, kind: ItemColumn['kind']): ItemColumn => ({
    id,
    label,
    kind,
    width: 100,
    sort: null,
    initially: true,
  });
  const columns = [
    column('title', 'Item', 'title'),
    column('status', 'Status', 'status'),
    column('date', 'Due', 'date'),
    column('check', 'Done', 'check'),
  ];
  const row = (id: string, locked: string | null = null) =>
    item(id, {
      fields: [
        field('name', 'text', `Item ${id}`),
        field('status', 'status', 'open', { editable: locked === null, locked }),
        field('date', 'date', '2026-02-27'),
        field('check', 'check', 'false'),
      ],
    });

  it('sets what differs, each value as its column takes it', () => {
    const plan = planPaste([['Item a', 'done', '+7', 'x']], [row('a')], columns, '2026-01-01');
    expect(plan.changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['Status', 'open', 'done'],
      ['Due', '2026-02-27', '2026-03-06'],
      ['Done', 'false', 'true'],
    ]);
    expect(plan.edits[0]).toMatchObject({ field: 'status', value: 'done', seen: 'open' });
  });
  it('ticks boxes in the words of a sheet in any language', () => {
    const boxes = columns.slice(3);
    const plan = planPaste([['WAHR'], ['✅'], ['FAUX']], [row('a'), row('b'), row('c')], boxes, '');
    expect(plan.changes.map(({ item: { key }, after }) => [key, after])).toEqual([
      ['a', 'true'],
      ['b', 'true'],
    ]);
  });
  it('takes a day in words, as spreadsheets and documents write it', () => {
    const plan = planPaste([['April 1, 2026'], ['2 Apr 2026']], [row('a'), row('b')], columns.slice(2), '');
    expect(plan.changes.map(({ after }) => after)).toEqual(['2026-04-01', '2026-04-02']);
  });
  it('names every cell it leaves and what lies past the end', () => {
    const block = [
      ['done', 'soon', 'maybe', 'extra'],
      ['done', '', '', ''],
    ];
    const plan = planPaste(block, [row('a', 'It was signed off.')], columns.slice(1), '2026-01-01');
    expect(plan.edits).toEqual([]);
    expect(plan.left.map(({ label, reason }) => [label, reason])).toEqual([
      ['Status', 'It was signed off.'],
      ['Due', '“soon” is not a day'],
      ['Done', '“maybe” is not a tick or an empty box'],
    ]);
    expect(plan.beyond).toEqual({ rows: 1, columns: 1 });
  });
  it('leaves a status that a blank lies over, and one that is blank already says nothing', () => {
    const blank = item('b', { fields: [field('status', 'status', '')] });
    const plan = planPaste([[''], ['']], [row('a'), blank], columns.slice(1, 2), '');
    expect(plan.edits).toEqual([]);
    expect(plan.left.map(({ item: { key }, reason }) => [key, reason])).toEqual([
      ['a', 'a blank is not a status'],
    ]);
  });
  it('leaves the cells that the engine would refuse, each with its reason', () => {
    const plan = planPaste(
      [
        ['done', '+7'],
        ['done', ''],
      ],
      [row('a'), row('b')],
      columns.slice(1),
      '',
    );
    const kept = leaveRefusedCells(plan, new Map([[0, '“done” can’t follow “open”.']]));
    expect(kept.edits).toEqual(plan.edits.slice(1));
    expect(kept.changes).toEqual(plan.changes.slice(1));
    expect(kept.left).toEqual([{ item: row('a'), label: 'Status', reason: '“done” can’t follow “open”.' }]);
  });
  it('leaves out a first row that repeats the names of the columns', () => {
    const plan = planPaste(
      [
        ['status', 'Due'],
        ['done', '2026-02-27'],
      ],
      [row('a')],
      columns.slice(1),
      '',
    );
    expect(plan.changes.map(({ after }) => after)).toEqual(['done']);
    expect(plan.beyond.rows).toBe(0);
  });
});
