import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressedEdit, planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { fieldSpan } from '../../../core/domain/trackers/text/span.ts';
import { build, type Shape, shape } from '../../support/generated-tracker.ts';

/** Another version of a generated tracker: cells changed, rows dropped, added or moved, log lines appended. */
const change = fc.oneof(
  fc.record({
    kind: fc.constant('cell' as const),
    row: fc.nat(),
    column: fc.nat({ max: 3 }),
    value: fc.constantFrom('done', 'blocked', 'moved text', 'x \\| y'),
  }),
  fc.record({ kind: fc.constant('drop' as const), row: fc.nat() }),
  fc.record({ kind: fc.constant('swap' as const), row: fc.nat() }),
  fc.record({ kind: fc.constant('log' as const), text: fc.constantFrom('one', 'two', 'three') }),
  fc.record({ kind: fc.constant('tick' as const), row: fc.nat() }),
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function apply(from: Shape, changes: readonly Change[]): Shape {
  let rows = [...from.rows];
  let list = [...from.list];
  const log = [...from.log];
  for (const step of changes) {
    if (step.kind === 'log') log.push(step.text);
    else if (step.kind === 'tick') {
      list = list.map((item, i) => (i === step.row % list.length ? { ...item, ticked: !item.ticked } : item));
    } else if (step.kind === 'drop' && rows.length > 1)
      rows = rows.filter((_, i) => i !== step.row % rows.length);
    else if (step.kind === 'swap' && rows.length > 1) {
      const at = step.row % (rows.length - 1);
      const [a, b] = [rows[at], rows[at + 1]];
      if (a && b) rows = [...rows.slice(0, at), b, a, ...rows.slice(at + 2)];
    } else if (step.kind === 'cell') {
      rows = rows.map((cells, i) =>
        i === step.row % rows.length
          ? cells.map((cell, c) =>
              c === step.column
                ? { ...cell, content: c === 0 ? `${step.value} ${cell.content}` : step.value }
                : cell,
            )
          : cells,
      );
    }
  }
  return { ...from, rows, list, log };
}

const versions = fc.tuple(shape, fc.array(change, { maxLength: 5 }), fc.array(change, { maxLength: 5 }));

describe('the three-way merge', () => {
  it('gives x where only one side changed, and where both made the same change', () => {
    fc.assert(
      fc.property(versions, ([from, changes]) => {
        const base = build(from);
        const x = build(apply(from, changes));
        expect(mergeThreeWay(base, base, x)).toEqual({ text: x.text, conflicts: [] });
        expect(mergeThreeWay(base, x, base)).toMatchObject({ text: x.text, conflicts: [] });
        expect(mergeThreeWay(base, x, x)).toMatchObject({ text: x.text, conflicts: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same text from both sides when nothing conflicts', () => {
    fc.assert(
      fc.property(versions, ([from, ours, others]) => {
        // Two different reorderings of the same rows have no one right order.
        fc.pre(!others.some((step) => step.kind === 'swap'));
        // Nor has a row that one side renamed beyond recognition while the other did the same and moved it.
        const renames = (steps: readonly Change[]) =>
          steps.some((step) => step.kind === 'cell' && step.column === 0);
        fc.pre(!(renames(ours) && renames(others)));
        const [base, mine, theirs] = [build(from), build(apply(from, ours)), build(apply(from, others))];
        const one = mergeThreeWay(base, mine, theirs);
        const other = mergeThreeWay(base, theirs, mine);
        fc.pre(one.conflicts.length === 0 && other.conflicts.length === 0);
        // A line both sides added with different line ends keeps the one of the file it is merged into.
        // and so does padding that both changed.
        const lines = (text: string) => text.split(/\r\n|\n/u).map((line) => line.replace(/\s+/gu, ''));
        expect(lines(one.text)).toEqual(lines(other.text));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps both of two edits to different fields, byte for byte what both edits made together give', () => {
    const cells = fc.record({ row: fc.nat(), field: fc.constantFrom('name', 'date', 'status', 'notes') });
    fc.assert(
      fc.property(shape, cells, cells, (from, one, other) => {
        const base = build(from);
        const rows = base.items.filter((item) => item.carrier === 'table-row');
        const edit = (at: { row: number; field: string }, value: string): AddressedEdit => ({
          kind: 'set-field',
          address: rows[at.row % rows.length]?.address ?? '',
          field: at.field,
          value: at.field === 'status' ? 'done' : at.field === 'date' ? '2026-05-01' : value,
        });
        const [a, b] = [edit(one, 'mine'), edit(other, 'theirs')];
        fc.pre(
          a.kind === 'set-field' &&
            b.kind === 'set-field' &&
            (a.address !== b.address || a.field !== b.field),
        );
        const both = edited(base, [a, b]);
        const merged = mergeThreeWay(base, edited(base, [a]), edited(base, [b]));
        expect(merged.conflicts).toEqual([]);
        expect(merged.text).toBe(both.text);
      }),
      { numRuns: 300 },
    );
  });
});

/** The document after edits that move no line: every span is shifted by what was written before it. */
function edited(doc: ParsedDocument, edits: readonly AddressedEdit[]): ParsedDocument {
  const planned = planEdits(doc, edits, { today: '2026-02-20', log: false, actor: 'Ada' });
  if (!planned.ok) throw new Error(planned.error.message);
  const splices = planned.value.splices;
  let text = '';
  let at = 0;
  for (const splice of splices) {
    text += doc.text.slice(at, splice.start) + splice.insert;
    at = splice.end;
  }
  text += doc.text.slice(at);
  const shift = (offset: number, stays: boolean) =>
    splices.reduce((sum, splice) => {
      const before = stays
        ? splice.end < offset || (splice.end === offset && splice.start < offset)
        : splice.start <= offset && splice.end <= offset;
      return before ? sum + splice.insert.length - (splice.end - splice.start) : sum;
    }, offset);
  return {
    ...doc,
    text,
    items: doc.items.map((item) => ({
      ...item,
      span: { start: shift(item.span.start, true), end: shift(item.span.end, true) },
      fields: item.fields.map((field) => {
        const span = fieldSpan(item, field);
        const own = splices.find((splice) => splice.start === span.start && splice.end === span.end);
        const within = (start: number, raw: string) => ({
          start: start - shift(item.span.start, true),
          end: start - shift(item.span.start, true) + raw.length,
        });
        if (!own) return { ...field, within: within(shift(span.start, true), field.raw) };
        const start = shift(own.start, true) + (own.insert.length - own.insert.trimStart().length);
        const raw = own.insert.trim();
        return { ...field, raw, value: raw, within: within(start, raw) };
      }),
    })),
    log: doc.log.map((entry) => ({
      ...entry,
      span: { start: shift(entry.span.start, true), end: shift(entry.span.end, true) },
    })),
  };
}
