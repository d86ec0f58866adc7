import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { read } from '../../support/edited-text.ts';
import {
  changedItems,
  FORMS,
  type Form,
  items,
  type WholeItem,
  wholeChange,
} from '../../support/merging/whole-items.ts';

const sides = fc.tuple(
  items,
  fc.array(wholeChange, { maxLength: 4 }),
  fc.array(wholeChange, { maxLength: 4 }),
);
const marksIn = (text: string) => text.match(/mark\w*z\b/gu) ?? [];
const has = (text: string | null, word: string) =>
  new RegExp(`(?<![a-z0-9])${word}(?!\\w)`, 'u').test(text ?? '');

/** Each item under the id that its revision would carry: renamed in the app, it keeps it. */
function idsIn(doc: ParsedDocument): ReadonlyMap<string, string> {
  return new Map(
    doc.items.map(({ address, span }) => [address, marksIn(doc.text.slice(span.start, span.end))[0] ?? '']),
  );
}

function merged(form: Form, of: readonly [readonly WholeItem[], readonly WholeItem[], readonly WholeItem[]]) {
  const [base, earlier, later] = of.map((one) => read(form.textOf(one), form.file));
  if (!base || !earlier || !later) throw new Error('three documents');
  const none: ReadonlySet<string> = new Set();
  return mergeThreeWay(base, earlier, later, {
    base: idsIn(base),
    earlier: idsIn(earlier),
    later: idsIn(later),
    guessed: { earlier: none, later: none },
  });
}

describe.each(Object.entries(FORMS))('merging items of several lines: %s', (_, form) => {
  it('keeps each item with its own lines, once, and every edit on its item or in a conflict', () => {
    fc.assert(
      fc.property(sides, ([from, one, other]) => {
        const [early, late] = [changedItems(from, one, 'e'), changedItems(from, other, 'l')];
        const { text, conflicts } = merged(form, [from, early.items, late.items]);
        const parts = form.itemsIn(text);
        // Each item has the one mark that is its own, and all its lines.
        expect(parts.map((part) => marksIn(part).length)).toEqual(parts.map(() => 1));
        expect(parts.every((part) => /title: |### /u.test(part) && /status: /iu.test(part))).toBe(true);
        const there = new Map(parts.map((part) => [marksIn(part)[0] ?? '', part]));
        expect(there.size).toBe(parts.length);
        const inBoth = early.items.filter(({ mark }) => late.items.some((item) => item.mark === mark));
        expect(inBoth.filter(({ mark }) => !there.has(mark))).toEqual([]);
        const said = conflicts.flatMap(({ earlier, later }) => [earlier, later]);
        const stands = [...early.items, ...late.items].map((item) => JSON.stringify(item)).join('\n');
        for (const { word, mark } of [...early.written, ...late.written]) {
          if (!has(stands, word)) continue;
          expect(parts.filter((part) => has(part, word) && !has(part, mark))).toEqual([]);
          const found = has(there.get(mark) ?? null, word) || said.some((value) => has(value, word));
          expect({ word, found, text }).toEqual({ word, found: true, text });
        }
      }),
      { numRuns: 400 },
    );
  });
});
