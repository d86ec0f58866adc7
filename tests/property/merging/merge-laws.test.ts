import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MergeResult, mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { read } from '../../support/edited-text.ts';
import { change, changed, outline, textOf, type Written } from '../../support/merging/changed-trackers.ts';

const sides = fc.tuple(outline, fc.array(change, { maxLength: 4 }), fc.array(change, { maxLength: 4 }));

/** Both versions of a base and their merge. */
const merges = sides.map(([from, earlier, later]) => {
  const base = textOf(from);
  const [one, other] = [changed(from, earlier, 'e'), changed(from, later, 'l')];
  const [early, late] = [textOf(one.outline), textOf(other.outline)];
  return {
    base,
    early,
    late,
    written: [...one.written, ...other.written],
    merge: () => mergeTexts(base, early, late),
  };
});

function mergeTexts(base: string, earlier: string, later: string): MergeResult {
  return mergeThreeWay(read(base), read(earlier), read(later));
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const countOf = (lines: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
};

const runs = { numRuns: 400 };

describe('the merge of two changed versions', () => {
  it('is the changed one where only one changed, and either where both changed alike', () => {
    fc.assert(
      fc.property(merges, ({ base, early }) => {
        for (const [a, b] of [
          [base, early],
          [early, base],
          [early, early],
        ] as const) {
          expect(mergeTexts(base, a, b)).toEqual({ text: early, conflicts: [] });
        }
      }),
      runs,
    );
  });

  it('loses nothing that either side wrote: it is in the text or in a conflict', () => {
    fc.assert(
      fc.property(merges, ({ early, late, written, merge }) => {
        const { text, conflicts } = merge();
        const said = [text, ...conflicts.flatMap(({ earlier, later }) => [earlier ?? '', later ?? ''])];
        const lost = written
          .filter((one) => speaks(early, one) || speaks(late, one))
          .filter((one) => !said.some((part) => says(part, one.text)));
        expect(lost).toEqual([]);
      }),
      runs,
    );
  });

  it('puts no value on another row than it was written on', () => {
    fc.assert(
      fc.property(merges, ({ written, merge }) => {
        const { text } = merge();
        const elsewhere = written.flatMap(({ text: value, mark }) =>
          mark === null ? [] : linesOf(text).filter((line) => says(line, value) && !says(line, mark)),
        );
        expect(elsewhere).toEqual([]);
      }),
      runs,
    );
  });

  it('holds no line more often than a side that has it, and what the other added', () => {
    fc.assert(
      fc.property(merges, ({ base, early, late, merge }) => {
        const [b, e, l] = [base, early, late].map((text) => countOf(linesOf(text)));
        const { text, conflicts } = merge();
        // A row kept against its removal brings back the heading that it needs.
        const kept = conflicts.filter(({ field }) => field === 'item').length;
        const counts = [...countOf(linesOf(text))].filter(([line]) => !isHead(line));
        const doubled = counts.filter(([line, count]) => {
          const of = (counts: Map<string, number> | undefined) => counts?.get(line) ?? 0;
          const most = Math.max(of(e) + Math.max(0, of(l) - of(b)), of(l) + Math.max(0, of(e) - of(b)));
          const known = of(b) + of(e) + of(l) > 0;
          // A row that both sides changed is in none of the texts.
          return count > (known ? most + (line.startsWith('#') ? kept : 0) : 1);
        });
        expect(doubled).toEqual([]);
      }),
      runs,
    );
  });

  it('has one head above the rows of each table, and no row without', () => {
    fc.assert(
      fc.property(merges, ({ merge }) => {
        const lines = merge().text.split('\n');
        const wrong = lines.filter((line, at) => {
          const [above, below] = [lines[at - 1] ?? '', lines[at + 1] ?? ''];
          if (line.startsWith('| Task')) return above.startsWith('|') || !below.startsWith('|-');
          if (line.startsWith('|-')) return !above.startsWith('| Task') || !below.startsWith('|');
          return line.startsWith('|') && !above.startsWith('|');
        });
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });

  it('keeps every row that no side removed, once', () => {
    fc.assert(
      fc.property(merges, ({ base, early, late, merge }) => {
        const { text } = merge();
        const marks = new Set(`${early} ${late}`.match(/mark\w+/gu) ?? []);
        const wrong = [...marks].filter((mark) => {
          const count = linesOf(text).filter((line) => says(line, mark)).length;
          const both = says(early, mark) && says(late, mark);
          return count > 1 || (count === 0 && (both || !says(base, mark)));
        });
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });

  it('says the same where one side ends its lines otherwise', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    fc.assert(
      fc.property(merges, ({ base, early, late, merge }) => {
        const { text, conflicts } = merge();
        const result = mergeTexts(base, early, crlf(late));
        expect(result.text).toBe(crlf(text));
        expect(result.conflicts).toHaveLength(conflicts.length);
      }),
      runs,
    );
  });

  it('has the same lines from either side when nothing conflicts', () => {
    fc.assert(
      fc.property(merges, ({ base, early, late, merge }) => {
        const [one, other] = [merge(), mergeTexts(base, late, early)];
        fc.pre(one.conflicts.length === 0 && other.conflicts.length === 0);
        // As many heads as tables: where both put rows at one place, they may become one table or two.
        const said = (text: string) => linesOf(text).filter((line) => !isHead(line));
        expect(said(one.text).toSorted()).toEqual(said(other.text).toSorted());
      }),
      runs,
    );
  });
});

/** A table has one head, however many tables of the same columns there are. */
function isHead(line: string): boolean {
  return line.startsWith('| Task') || line.startsWith('|-');
}

/** Whether a text contains this word, and not only one that begins with it. */
function says(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0) return false;
  return !/\w/u.test(text.charAt(at + word.length)) || says(text.slice(at + 1), word);
}

/** A later change of the same side may have written over it. */
function speaks(text: string, { text: value }: Written): boolean {
  return says(text, value);
}
