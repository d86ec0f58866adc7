import { describe, expect, it } from 'vitest';
import { boardColumns, dropOn } from '../../../../renderer/domains/trackers/model/board.ts';
import { movesFrom, nameMoves, refusal } from '../../../../renderer/domains/trackers/model/moves.ts';
import { statusLabel } from '../../../../renderer/domains/trackers/model/state-labels.ts';
import { field, item, outline } from './fixtures.ts';

const [steps] = outline().vocabularies;
const doc = outline({
  vocabularies: [
    ...(steps === undefined ? [] : [steps]),
    {
      id: 'phases',
      source: 'document',
      words: [
        { word: 'in-progress', state: 'active', next: ['done'] },
        { word: 'done', state: 'done', next: ['in-progress'] },
      ],
    },
  ],
});

describe('legal moves', () => {
  const from = (status: string, vocabulary = 'steps') =>
    movesFrom(doc, { status, vocabulary }).map((move) => move.word);

  it('are those of the row’s own vocabulary, however its word is decorated', () => {
    expect(from('🚧 **In_Progress**')).toEqual(['blocked', 'done']);
    expect(from('done')).toEqual([]);
    expect(from('done', 'phases')).toEqual(['in-progress']);
    expect(movesFrom(doc, { status: null, vocabulary: null })).toEqual([]);
  });
  it('lets an unknown word become any declared one', () => {
    expect(from('brewing')).toEqual(['not-started', 'in-progress', 'blocked', 'done']);
  });
  it('names the legal ones in a sentence', () => {
    const moves = movesFrom(doc, { status: 'in-progress', vocabulary: 'steps' });
    expect(nameMoves(moves)).toBe('blocked or done');
    expect(nameMoves([])).toBe('no other status');
    expect(refusal('in-progress', 'not-started', moves)).toBe(
      'From “in-progress” it cannot go to “not-started”. It can go to blocked or done.',
    );
  });
});

describe('the board', () => {
  const one = item('a', { status: 'in-progress', state: 'active' });
  const two = item('b', { status: 'done', state: 'done' });

  it('uses the document’s own words as columns while it speaks one vocabulary', () => {
    const columns = boardColumns([one, two, item('c')], doc);
    expect(columns.map((column) => [column.title, column.items.length])).toEqual([
      ['not-started', 0],
      ['in-progress', 1],
      ['blocked', 0],
      ['done', 1],
    ]);
  });
  it('puts a decorated word under its column', () => {
    const ticked = item('t', { status: '✅ Done', state: 'done' });
    expect(boardColumns([one, ticked], doc).map((column) => column.items.length)).toEqual([0, 1, 0, 1]);
  });
  it('falls back to canonical states for mixed vocabularies and the workspace', () => {
    const met = item('d', { status: 'met', state: 'done' });
    expect(boardColumns([one, met], doc).map((column) => column.id)).toContain('state:active');
    const whole = boardColumns([one, two], null);
    expect(whole.map((column) => column.title)).toEqual(['Planned', 'Active', 'Blocked', 'Done']);
  });
  it('writes the column’s word on a legal drop', () => {
    const [, , , done] = boardColumns([one, two], doc);
    expect(done && dropOn(one, done, movesFrom(doc, one))).toMatchObject({
      kind: 'move',
      field: { name: 'status' },
      value: 'done',
    });
  });
  it('refuses an illegal drop and names where it can go', () => {
    const [planned] = boardColumns([one, two], doc);
    const drop = planned && dropOn(one, planned, movesFrom(doc, one));
    expect(drop).toEqual({
      kind: 'refused',
      reason: 'From “in-progress” it cannot go to “not-started”. It can go to blocked or done.',
    });
  });
  it('refuses a locked status with the document’s reason', () => {
    const locked = item('e', {
      status: 'done',
      state: 'done',
      fields: [
        field('status', 'status', 'done', { editable: false, locked: 'It is counted from its children.' }),
      ],
    });
    const column = { state: 'active' as const, word: 'in-progress', title: 'in-progress' };
    expect(dropOn(locked, column, [])).toEqual({
      kind: 'refused',
      reason: 'It is counted from its children.',
    });
  });
  it('ticks a box dropped on done, and says why it can go nowhere else', () => {
    const box = item('f', {
      status: '[ ]',
      state: 'planned',
      fields: [field('check', 'check', 'false'), field('name', 'text', 'Lamps lit')],
    });
    const done = { state: 'done' as const, word: null, title: 'Done' };
    expect(dropOn(box, done, [])).toMatchObject({ kind: 'move', field: { name: 'check' }, value: 'true' });
    expect(dropOn(box, { ...done, state: 'blocked', title: 'Blocked' }, [])).toEqual({
      kind: 'refused',
      reason: 'A box is ticked or not: it can’t be “blocked”.',
    });
    expect(statusLabel(box)).toBe('not ticked');
    expect(statusLabel({ status: '[/]', state: 'active' })).toBe('active [/]');
  });
  it('does nothing on its own column and marks the ones it may go to', () => {
    const columns = boardColumns([one, two], doc);
    const own = columns[1];
    expect(own && dropOn(one, own, [])).toEqual({ kind: 'same' });
    const moves = movesFrom(doc, one);
    expect(
      columns.filter((column) => dropOn(one, column, moves).kind === 'move').map((column) => column.id),
    ).toEqual(['word:blocked', 'word:done']);
  });
});
