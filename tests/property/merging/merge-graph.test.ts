import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAncestor, nearestCommonAncestors } from '../../../core/domain/trackers/merge/revisions/graph.ts';
import { mergeBase } from '../../../core/domain/trackers/merge/revisions/merge-base.ts';
import { read } from '../../support/edited-text.ts';

/** Parents by number: each revision is made from any of those before it. */
const histories = fc.integer({ min: 2, max: 14 }).chain((size) =>
  fc.record({
    parents: fc.tuple(
      ...Array.from({ length: size }, (_, at) =>
        fc.subarray([...Array(at).keys()], { maxLength: Math.min(at, 3) }),
      ),
    ),
    one: fc.nat({ max: size - 1 }),
    other: fc.nat({ max: size - 1 }),
  }),
);

const name = (number: number) => `rv_${(number * 7) % 16}_${number}`;

/** The history as a function, and its ancestors by the definition: a parent, or an ancestor of a parent. */
function historyOf(parents: readonly (readonly number[])[]) {
  const byName = new Map(parents.map((own, at) => [name(at), own.map(name)]));
  const parentsOf = (id: string) => byName.get(id) ?? [];
  const descends = (id: string, from: string): boolean =>
    parentsOf(id).some((parent) => parent === from || descends(parent, from));
  return { ids: [...byName.keys()], parentsOf, descends };
}

describe('the graph of revisions', () => {
  it('knows ancestors as their definition says', () => {
    fc.assert(
      fc.property(histories, ({ parents, one, other }) => {
        const { parentsOf, descends } = historyOf(parents);
        expect(isAncestor(parentsOf, name(one), name(other))).toBe(descends(name(other), name(one)));
      }),
    );
  });

  it('finds all nearest common ancestors, the same from either side', () => {
    fc.assert(
      fc.property(histories, ({ parents, one, other }) => {
        const { ids, parentsOf, descends } = historyOf(parents);
        const within = (id: string, head: string) => id === head || descends(head, id);
        const common = ids.filter((id) => within(id, name(one)) && within(id, name(other)));
        const nearest = common.filter((id) => !common.some((later) => descends(later, id)));
        expect(nearestCommonAncestors(parentsOf, name(one), name(other))).toEqual(nearest.toSorted());
        expect(nearestCommonAncestors(parentsOf, name(other), name(one))).toEqual(nearest.toSorted());
      }),
    );
  });

  it('walks a long history once', () => {
    const parentsOf = (id: string) => (Number(id) > 0 ? [String(Number(id) - 1)] : []);
    expect(isAncestor(parentsOf, '0', '50000')).toBe(true);
    expect(nearestCommonAncestors(parentsOf, '40000', '50000')).toEqual(['40000']);
  });
});

const text = (rows: Readonly<Record<string, string>>) =>
  `# Plan\n\n| Task | Status |\n|---|---|\n${Object.entries(rows)
    .map(([task, status]) => `| ${task} | ${status} |\n`)
    .join('')}`;

/** The texts of revisions named in order of making, each with its parents. */
function textsOf(revisions: Readonly<Record<string, readonly [readonly string[], string]>>) {
  return {
    parentsOf: (id: string) => revisions[id]?.[0] ?? [],
    documentOf: (id: string) => read(revisions[id]?.[1] ?? ''),
    read: (merged: string) => read(merged),
  };
}

describe('the base of a merge', () => {
  const start = text({ Sweep: 'todo', Paint: 'todo' });
  const swept = text({ Sweep: 'done', Paint: 'todo' });
  const painted = text({ Sweep: 'todo', Paint: 'done' });
  const both = text({ Sweep: 'done', Paint: 'done' });

  it('is the text of the one nearest ancestor', () => {
    const texts = textsOf({ a: [[], start], b: [['a'], swept], c: [['b'], both], d: [['b'], swept] });
    expect(mergeBase(texts, 'c', 'd')?.text).toBe(swept);
  });

  it('is what both histories contain where they crossed', () => {
    const texts = textsOf({
      a: [[], start],
      b: [['a'], swept],
      c: [['a'], painted],
      d: [['b', 'c'], both],
      e: [['c', 'b'], both],
    });
    expect(mergeBase(texts, 'd', 'e')?.text).toBe(both);
    expect(mergeBase(texts, 'e', 'd')?.text).toBe(both);
  });

  it('is none for histories without a common revision', () => {
    expect(mergeBase(textsOf({ a: [[], start], b: [[], swept] }), 'a', 'b')).toBeNull();
  });

  it('is found however often two histories crossed', () => {
    const crossed: Record<string, readonly [readonly string[], string]> = {
      a0: [[], swept],
      b0: [[], painted],
      c0: [[], start],
    };
    for (let round = 1; round <= 60; round += 1) {
      const parents = ['a', 'b', 'c'].map((line) => `${line}${round - 1}`);
      for (const line of ['a', 'b', 'c']) crossed[`${line}${round}`] = [parents, both];
    }
    expect(mergeBase(textsOf(crossed), 'a60', 'b60')?.text).toBe(both);
  });

  it('is the same document from either side, in any history', () => {
    fc.assert(
      fc.property(histories, ({ parents, one, other }) => {
        const { parentsOf } = historyOf(parents);
        const documentOf = (id: string) => read(text({ Sweep: id, [id]: 'todo' }));
        const texts = { parentsOf, documentOf, read: (merged: string) => read(merged) };
        const base = mergeBase(texts, name(one), name(other));
        expect(mergeBase(texts, name(other), name(one))?.text).toBe(base?.text);
      }),
      { numRuns: 50 },
    );
  });
});
