import { describe, expect, it } from 'vitest';
import {
  addBeside,
  bulkText,
  moveBeside,
  planBulk,
} from '../../../../renderer/domains/trackers/model/edits.ts';
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
      '1 item changes, 2 left as they are: “Item b” because It was signed off., and 1 more',
    );
  });
  it('leaves out items that say so already', () => {
    expect(planBulk([open], 'status', 'in-progress').edits).toEqual([]);
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
  it('adds a row below under the field that carries the name', () => {
    const near = item('a', { fields: [field('title', 'text', 'Item a')] });
    expect(addBeside(near, 'New berth')).toEqual({
      kind: 'add-item',
      nearItemId: near.id,
      place: 'after',
      values: { title: 'New berth' },
    });
  });
});
