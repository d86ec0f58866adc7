import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressedEdit, type EditPlan, planEdits } from '../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { fieldSpan, type Splice } from '../../core/domain/trackers/text/span.ts';
import { applySplices, decode, encode } from '../../core/domain/trackers/text/text.ts';
import { build, shape } from '../support/generated-tracker.ts';
import { inverseSplices } from '../support/inverse-splices.ts';

const context = { today: '2026-02-20', log: false, actor: 'Ada' };
const anyText = fc.oneof(
  fc.constantFrom(
    'plain',
    'a | b',
    'ends in \\',
    '\\|',
    'ünï🚀',
    '`x|y`',
    '日本',
    'two\nlines',
    '| |',
    '**bold**',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const valueFor: Readonly<Record<string, fc.Arbitrary<string>>> = {
  name: anyText,
  notes: fc.oneof(anyText, fc.constant('')),
  date: fc.constantFrom('2026-03-27', '2025-12-01', ''),
  status: fc.constantFrom('not-started', 'in-progress', 'blocked', 'done', 'Done', 'active'),
  check: fc.constantFrom('true', 'false'),
};

type Pick = { readonly item: number; readonly field: number };
const pick: fc.Arbitrary<Pick> = fc.record({ item: fc.nat(), field: fc.nat() });

function target(doc: ParsedDocument, { item, field }: Pick) {
  const chosen = doc.items[item % doc.items.length];
  const own = chosen?.fields[field % chosen.fields.length];
  if (!chosen || !own) throw new Error('every generated tracker has a row');
  return { item: chosen, field: own };
}

function setOf(doc: ParsedDocument, at: Pick, values: Readonly<Record<string, string>>): AddressedEdit {
  const { item, field } = target(doc, at);
  return { kind: 'set-field', address: item.address, field: field.name, value: values[field.name] ?? 'x' };
}

function plan(doc: ParsedDocument, edits: readonly AddressedEdit[]): EditPlan | null {
  const planned = planEdits(doc, edits, context);
  return planned.ok ? planned.value : null;
}

const edited = fc.tuple(shape, pick, pick, fc.record(valueFor));

describe('editing one field', () => {
  it('changes that field and no other byte', () => {
    fc.assert(
      fc.property(edited, ([from, at, , values]) => {
        const doc = build(from);
        const planned = plan(doc, [setOf(doc, at, values)]);
        fc.pre(planned !== null);
        const { item, field } = target(doc, at);
        const span = fieldSpan(item, field);
        for (const splice of planned.splices) {
          expect(splice.start).toBeGreaterThanOrEqual(span.start);
          expect(splice.end).toBeLessThanOrEqual(span.end);
        }
        expect(planned.splices.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('never makes or breaks a cell or a line', () => {
    fc.assert(
      fc.property(edited, ([from, at, , values]) => {
        const doc = build(from);
        const planned = plan(doc, [setOf(doc, at, values)]);
        fc.pre(planned !== null);
        const after = applySplices(doc.text, planned.splices);
        const cells = (text: string) =>
          text.split('\n').map((line) => (line.startsWith('|') ? bars(line) : 0));
        expect(cells(after)).toEqual(cells(doc.text));
      }),
      { numRuns: 300 },
    );
  });

  it('is undone to the byte by its inverse', () => {
    fc.assert(
      fc.property(
        shape,
        fc.array(pick, { minLength: 1, maxLength: 5 }),
        fc.record(valueFor),
        (from, picks, values) => {
          const doc = build(from);
          const planned = plan(
            doc,
            picks.map((at) => setOf(doc, at, values)),
          );
          fc.pre(planned !== null);
          const after = applySplices(doc.text, planned.splices);
          const back = applySplices(after, inverseSplices(doc.text, planned.splices));
          expect(encode(back)).toEqual(encode(doc.text));
          expect(decode(encode(back))).toBe(doc.text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('commutes with an edit of another field', () => {
    fc.assert(
      fc.property(edited, ([from, one, other, values]) => {
        const doc = build(from);
        const [a, b] = [setOf(doc, one, values), setOf(doc, other, values)];
        fc.pre(target(doc, one).field !== target(doc, other).field);
        const together = plan(doc, [a, b]);
        const reversed = plan(doc, [b, a]);
        fc.pre(together !== null && reversed !== null);
        expect(together.splices).toEqual(reversed.splices);
        const first = plan(doc, [a]);
        const second = plan(doc, [b]);
        const joined = [...(first?.splices ?? []), ...(second?.splices ?? [])].sort(
          (x, y) => x.start - y.start,
        );
        expect(applySplices(doc.text, together.splices)).toBe(applySplices(doc.text, joined));
      }),
      { numRuns: 300 },
    );
  });
});

const structural = fc.oneof(
  fc.record({ kind: fc.constant('delete-item' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('duplicate-item' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('move-item' as const),
    at: fc.nat(),
    near: fc.nat(),
    place: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({
    kind: fc.constant('add-item' as const),
    near: fc.nat(),
    place: fc.constantFrom('before' as const, 'after' as const),
    name: anyText,
  }),
);

describe('editing rows', () => {
  it('keeps every line it does not touch, in order, and is undone by its inverse', () => {
    fc.assert(
      fc.property(shape, fc.array(structural, { minLength: 1, maxLength: 4 }), (from, steps) => {
        const doc = build(from);
        const address = (index: number) => doc.items[index % doc.items.length]?.address ?? '';
        const edits = steps.map((step): AddressedEdit => {
          if (step.kind === 'add-item') {
            return {
              kind: 'add-item',
              nearAddress: address(step.near),
              place: step.place,
              values: { name: step.name },
            };
          }
          if (step.kind === 'move-item') {
            return {
              kind: 'move-item',
              address: address(step.at),
              nearAddress: address(step.near),
              place: step.place,
            };
          }
          return { kind: step.kind, address: address(step.at) };
        });
        const planned = plan(doc, edits);
        fc.pre(planned !== null);
        expectAscending(planned.splices);
        const after = applySplices(doc.text, planned.splices);
        expect(applySplices(after, inverseSplices(doc.text, planned.splices))).toBe(doc.text);
        const lines = (text: string) => text.split(/\r\n|\n/u);
        const touched = new Set(
          steps.flatMap((step) =>
            step.kind === 'delete-item' || step.kind === 'move-item' ? [address(step.at)] : [],
          ),
        );
        const kept = lines(doc.text).filter((line) => ![...touched].some((own) => lineOf(doc, own) === line));
        const left = lines(after);
        let at = -1;
        for (const line of kept) {
          at = left.indexOf(line, at + 1);
          expect(at).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function lineOf(doc: ParsedDocument, address: string): string {
  const item = doc.items.find((entry) => entry.address === address);
  return item ? doc.text.slice(item.span.start, item.span.end).replace(/[\r\n]+$/u, '') : '';
}

function expectAscending(splices: readonly Splice[]): void {
  for (const [index, splice] of splices.entries()) {
    expect(splice.start).toBeGreaterThanOrEqual(splices[index - 1]?.end ?? 0);
  }
}

/** Bars that are not escaped: what makes the cells of a row. */
function bars(line: string): number {
  return line.replace(/\\./gu, '').split('|').length;
}
