import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressedEdit, planEdits } from '../../core/domain/trackers/edit/edit.ts';
import { exportCsv, exportJson } from '../../core/domain/trackers/export.ts';
import { FINDING_RULES } from '../../core/domain/trackers/findings/finding-rules.ts';
import { findWithin } from '../../core/domain/trackers/findings/findings.ts';
import { mergeThreeWay } from '../../core/domain/trackers/merge/merge.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { applySplices } from '../../core/domain/trackers/text/text.ts';
import { atOnce } from '../../core/kernel/steps.ts';
import { compiledRules } from '../support/find-findings.ts';
import { inverseSplices } from '../support/inverse-splices.ts';
import { markdownText } from './markdown-arbitrary.ts';

const RULES = compiledRules(FINDING_RULES);

const read = (text: string) => parseTracker(text, { fileName: 'any.md' });
const place = fc.constantFrom('before' as const, 'after' as const);
const step = fc.record({
  kind: fc.constantFrom('delete', 'duplicate', 'move', 'add', 'prose', 'log'),
  item: fc.nat(),
  other: fc.nat(),
  place,
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function editOf(doc: ParsedDocument, { kind, item, other, place: side }: Step): AddressedEdit {
  const at = doc.items[item % Math.max(1, doc.items.length)];
  const address = at?.address ?? '';
  const nearAddress = doc.items[other % Math.max(1, doc.items.length)]?.address ?? '';
  const section = doc.sections[item % Math.max(1, doc.sections.length)];
  const field = at?.fields.find((entry) => entry.editable && entry.kind === 'text');
  if (kind === 'prose') return { kind: 'set-prose', sectionPath: section?.path ?? '', text: 'One\n\n* two' };
  if (kind === 'log') return { kind: 'add-log', text: 'Something happened.' };
  if (kind === 'move') return { kind: 'move-item', address, nearAddress, place: side };
  if (kind === 'add') {
    return {
      kind: 'add-item',
      nearAddress: address,
      place: side,
      values: field ? { [field.name]: 'Fresh' } : {},
    };
  }
  return { kind: kind === 'delete' ? 'delete-item' : 'duplicate-item', address };
}

describe('any Markdown', () => {
  it('takes edits that their inverse takes back to the byte, alone and several in one plan', () => {
    fc.assert(
      fc.property(markdownText, fc.array(step, { minLength: 1, maxLength: 4 }), (text, steps) => {
        const doc = read(text);
        const context = { today: '2026-02-20', log: true, actor: 'Ada' };
        const plan = planEdits(
          doc,
          steps.map((entry) => editOf(doc, entry)),
          context,
        );
        fc.pre(plan.ok);
        const after = applySplices(text, plan.value.splices);
        expect(applySplices(after, inverseSplices(text, plan.value.splices))).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it('merges to what one side says where the other says nothing', () => {
    fc.assert(
      fc.property(markdownText, markdownText, (one, other) => {
        const base = read(one);
        const x = read(other);
        expect(mergeThreeWay(base, base, x)).toMatchObject({ text: other, conflicts: [] });
        expect(mergeThreeWay(base, x, base)).toMatchObject({ text: other, conflicts: [] });
        expect(mergeThreeWay(base, x, x)).toMatchObject({ text: other, conflicts: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('can be judged and exported, with every place on a line there is', () => {
    fc.assert(
      fc.property(markdownText, (text) => {
        const doc = read(text);
        const input = { trackerId: 'tr_any', name: 'any', fileName: 'any.md', doc };
        const lines = text.split(/\r\n|\n|\r/u).length;
        const found = atOnce(findWithin(input, RULES, { today: '2026-11-20', staleAfterDays: 30 }));
        for (const finding of found) {
          for (const { line } of finding.places) expect(line).toBeLessThanOrEqual(lines);
        }
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        expect(exportCsv(doc).split('\r\n').length).toBeGreaterThan(doc.items.length);
        expect(exportJson(doc, 'any').isWellFormed()).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
