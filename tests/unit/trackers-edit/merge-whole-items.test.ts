import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { read } from '../../support/edited-text.ts';

const task = (id: string, title: string, status = 'todo') =>
  `  - id: ${id}\n    title: ${title}\n    status: ${status}\n    notes: of ${title}\n`;
const queue = (...tasks: readonly string[]) => `title: Queue\nitems:\n${tasks.join('')}`;
const section = (id: string, title: string, status = 'todo') =>
  `### ${id} ${title}\n\n- Status: ${status}\n- Owner: Bo\n\nWhy it is done.\n\n`;
const page = (...sections: readonly string[]) =>
  `# Lamp\n\n## Items\n\n${sections.join('')}## End\n\nText.\n`;

describe.each([
  ['tasks of a queue', task, queue, 'queue.yaml'],
  ['headings with key lines', section, page, 'lamp.md'],
] as const)('an item of several lines: %s', (_, item, document, file) => {
  const merge = (from: string, earlier: string, later: string) =>
    mergeThreeWay(read(from, file), read(earlier, file), read(later, file));
  const [one, two, three] = [item('Q1', 'Cut'), item('Q2', 'Bend'), item('Q3', 'Weld')];
  const from = document(one, two, three);
  const done = document(one, two, item('Q3', 'Weld', 'done'));
  const fresh = item('Q4', 'Paint');

  it.each([
    ['above all', document(fresh, one, two), document(fresh, one, two, item('Q3', 'Weld', 'done'))],
    ['in its place', document(one, two, fresh), document(one, two, fresh, item('Q3', 'Weld', 'done'))],
  ])('keeps an edit off the one that was put %s when its own was removed', (_where, other, result) => {
    const own = expect.stringMatching(/Q3[^]*done/u);
    expect(merge(from, done, other)).toMatchObject({
      text: result,
      conflicts: [{ field: 'item', earlier: own, later: null, kept: 'both' }],
    });
    expect(merge(from, other, done)).toMatchObject({
      text: result,
      conflicts: [{ field: 'item', earlier: null, later: own, kept: 'later' }],
    });
  });

  it.each([0, 1, 2])('stays with all its lines when one side removed and the other changed it (%i)', (at) => {
    const items = [one, two, three];
    const changed = items.map((text, place) => (place === at ? text.replace('todo', 'done') : text));
    const removed = document(...items.filter((_text, place) => place !== at));
    for (const [early, late] of [
      [document(...changed), removed],
      [removed, document(...changed)],
    ] as const) {
      const result = merge(from, early, late);
      expect(result.text).toBe(document(...changed));
      expect(result.conflicts).toMatchObject([{ field: 'item', base: items[at]?.trim() }]);
    }
  });

  it('goes as a whole when one side removed it and the other left it', () => {
    const other = document(one.replace('todo', 'doing'), two, three);
    expect(merge(from, other, document(one, two))).toEqual({
      text: document(one.replace('todo', 'doing'), two),
      conflicts: [],
    });
  });

  it('takes an edit along to where the other side moved it', () => {
    const moved = document(three, one, two);
    const result = { text: document(item('Q3', 'Weld', 'done'), one, two), conflicts: [] };
    expect(merge(from, done, moved)).toEqual(result);
    expect(merge(from, moved, done)).toEqual(result);
  });
});

describe('a line added to an item of several lines', () => {
  const [first, second, added] = [task('Q1', 'Cut'), task('Q2', 'Bend'), task('Q4', 'Paint')];
  const more = `${first}    owner: Cy\n`;

  it.each([
    ['moved below the next', queue(second, more), queue(second, more, added)],
    ['made the last', queue(more), queue(more, added)],
  ])('stays with the item, %s, where the other side put a new one behind it', (_how, one, result) => {
    const other = queue(first, added, second);
    for (const [early, late] of [
      [one, other],
      [other, one],
    ] as const) {
      const merged = mergeThreeWay(
        read(queue(first, second), 'queue.yaml'),
        read(early, 'queue.yaml'),
        read(late, 'queue.yaml'),
      );
      expect(merged).toEqual({ text: result, conflicts: [] });
    }
  });

  it('stays with the item when the other side removed that', () => {
    const [one, two, three] = [task('Q1', 'Cut'), task('Q2', 'Bend'), task('Q3', 'Weld')];
    const owned = `${two}    owner: Cy\n`;
    const result = mergeThreeWay(
      read(queue(one, two, three), 'queue.yaml'),
      read(queue(one, owned, three), 'queue.yaml'),
      read(queue(one, three), 'queue.yaml'),
    );
    expect(result.text).toBe(queue(one, owned, three));
    expect(result.conflicts).toMatchObject([{ field: 'item', earlier: owned.trim(), later: null }]);
  });
});
