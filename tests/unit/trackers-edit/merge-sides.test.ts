import { describe, expect, it } from 'vitest';
import { newestCommonText } from '../../../core/domain/trackers/merge/revisions/newest-common-text.ts';
import {
  type DatedRevision,
  inMergeOrder,
} from '../../../core/domain/trackers/merge/revisions/side-order.ts';

const revision = (id: string, parents: readonly string[], hash: string, at: number): DatedRevision => ({
  id,
  parents,
  hash,
  at,
});

function graph(...revisions: readonly DatedRevision[]): (id: string) => DatedRevision {
  const byId = new Map(revisions.map((one) => [one.id, one]));
  return (id) => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
}

describe('the sides of a merge', () => {
  const order = (of: (id: string) => DatedRevision, ...ids: readonly string[]) =>
    inMergeOrder(
      of,
      ids.map((id) => of(id)),
    ).map(({ id }) => id);

  it('go by time, then by text, then by id', () => {
    const of = graph(
      revision('a', [], 'text-2', 5),
      revision('b', [], 'text-1', 5),
      revision('c', [], 'text-9', 4),
      revision('d', [], 'text-1', 5),
    );
    expect(order(of, 'a', 'b', 'c', 'd')).toEqual(['c', 'b', 'd', 'a']);
  });

  it('take a merge to be as new as the newest edit in it, whenever it was made', () => {
    const of = graph(
      revision('a', [], 'A', 1),
      revision('b', [], 'B', 2),
      revision('merge', ['a', 'b'], 'M', 900),
      revision('twice', ['merge', 'a'], 'N', 901),
      revision('c', ['a'], 'C', 3),
    );
    expect(order(of, 'c', 'twice', 'merge')).toEqual(['merge', 'twice', 'c']);
  });
});

describe('the newest text of two unrelated histories', () => {
  const of = graph(
    revision('a1', [], 'first', 1),
    revision('a2', ['a1'], 'second', 2),
    revision('a3', ['a2'], 'mine', 7),
    revision('b1', [], 'second', 3),
    revision('b2', ['b1'], 'first', 2),
    revision('b3', ['b2'], 'theirs', 8),
    revision('c', [], 'other', 9),
  );

  it('is the one either had last, asked from either side', () => {
    expect(newestCommonText(of, 'a3', 'b3')).toBe('second');
    expect(newestCommonText(of, 'b3', 'a3')).toBe('second');
  });

  it('is none when they never said the same', () => {
    expect(newestCommonText(of, 'a3', 'c')).toBeNull();
  });
});
