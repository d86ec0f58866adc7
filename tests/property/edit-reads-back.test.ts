import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEdits } from '../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { hasLooseMark } from '../../core/domain/trackers/text/marks/pairs.ts';
import { applySplices } from '../../core/domain/trackers/text/text.ts';

const reread = (text: string) => parseTracker(text, { fileName: 'any.md' });
const context = { today: '2026-11-20', log: false, actor: 'Ada', reread };

/** Days that only other days tell the order of, beside days that tell it. */
const day = fc.oneof(
  fc.constantFrom('12/14/2026', '14/12/2026', '2026-12-06', '6 December 2026', '', '12-13-2026', 'Q3 2026'),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.constantFrom('/', '-', '.'))
    .map(([month, date, mark]) =>
      [month, date, 2026].map((part) => String(part).padStart(2, '0')).join(mark),
    ),
  fc.constantFrom('~~12/14/2026~~ 04/12/2026', '04/12/2026<br>moved', '04/12/2026 <!-- was May -->'),
);
const status = fc.constantFrom(
  'todo',
  'In Progress',
  'blocked',
  'Done',
  '~~done~~ todo',
  '~~blocked',
  '**In Progress**',
  'In **Progress** (3 of 4)',
  '[In Progress](notes.md)',
  '[~~todo~~](notes.md)',
  '[~~In Progress](notes.md)',
  'todo<br>ask Kim',
  'todo #harbour',
  'blocked <!-- by whom? -->',
  'Blocked, done tomorrow',
  'Done (4/4)',
  '✅ Done',
  'Alias]] raw',
  '',
);
const name = fc.constantFrom(
  'Pier',
  'Quay <!-- id:77 --> wall',
  '[Crane](crane.md)',
  'See [crane](crane.md) first',
  '**Gate**',
  '`lock_gate`',
  'a \\| b',
  'Ramp "north"',
  '<a id="x"></a>Shed',
);
const owner = fc.constantFrom('', 'Kim', '<!-- ask Kim first -->', '@bo', '[Bo](bo.md)', 'Ann<br>Bo');
const table = fc
  .array(fc.tuple(name, status, day, owner), { minLength: 1, maxLength: 5 })
  .map((rows) =>
    [
      '| Item | Status | Due | Owner |',
      '|---|---|---|---|',
      ...rows.map(
        ([what, how, when, who], at) => `| ${what} ${'ABCDE'.charAt(at)} | ${how} | ${when} | ${who} |`,
      ),
    ].join('\n'),
  );
const around = fc.constantFrom<readonly [string, string]>(
  ['', ''],
  ['(', ')'],
  ['[', ']'],
  ['**', '**'],
  ['"', '"'],
  ['*(', ')*'],
  ['~~', '~~'],
);
const line = fc
  .tuple(
    fc.constantFrom(' ', 'x', '/', '-', '>', '?', '!'),
    name,
    around,
    around,
    fc.constantFrom('📅 2026-12-24', 'due: 04/12/2026', '🛫 2026-12-01 📅 2026-12-24', ''),
  )
  .map(([box, what, [open, close], [opened, closed], when]) => {
    const days = when === '' ? '' : ` ${opened}${when}${closed}`;
    return `- [${box}] ${open}${what}${days}${close}`;
  });
const list = fc.uniqueArray(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const text = fc.tuple(table, list).map((parts) => `# Yard\n\n${parts.join('\n\n## Tasks\n\n')}\n`);
const value: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: fc.constantFrom('2026-12-06', '2026-12-31', '2027-05-04', '04/05/2027', ''),
  start: fc.constantFrom('2026-11-06', ''),
  status: fc.constantFrom('todo', 'Done', 'blocked', 'In Progress', '[ ]', '[x]', '~~done'),
  check: fc.constantFrom('true', 'false'),
  text: fc.constantFrom('Berth', 'Quay walls', 'Crane', 'a | b', 'Kim', 'See crane later', ''),
};
const pick = fc.record({ item: fc.nat(), field: fc.nat(), values: fc.record(value) });

function target(doc: ParsedDocument, { item, field }: { readonly item: number; readonly field: number }) {
  const at = item % Math.max(1, doc.items.length);
  const own = doc.items[at];
  const chosen = own?.fields[field % own.fields.length];
  return own === undefined || chosen === undefined ? null : { at, own, chosen };
}

function said(doc: ParsedDocument, skip: number) {
  return doc.items.map((item, at) =>
    at === skip ? null : [item.title, item.state, item.fields.map((field) => [field.name, field.value])],
  );
}

describe('an edit of any cell or line', () => {
  it('reads back as asked, moves no other reading and hides nothing, or is refused', () => {
    let planned = 0;
    fc.assert(
      fc.property(text, pick, (source, { values, ...at }) => {
        const doc = reread(source);
        const found = target(doc, at);
        fc.pre(found !== null);
        const { own, chosen } = found;
        const wanted = values[chosen.name] ?? values[chosen.kind] ?? values['text'] ?? '';
        const edit = { kind: 'set-field', address: own.address, field: chosen.name, value: wanted } as const;
        const plan = planEdits(doc, [edit], context);
        fc.pre(plan.ok && plan.value.splices.length > 0);
        planned += 1;
        const written = applySplices(source, plan.value.splices);
        const after = reread(written);
        expect(said(after, found.at)).toEqual(said(doc, found.at));
        const now = after.items[found.at];
        const field = now?.fields.find((one) => one.name === chosen.name);
        const told = plan.value.changes[0]?.after ?? '';
        const asked =
          chosen.kind === 'check'
            ? now?.state === (wanted === 'true' ? 'done' : 'planned')
            : chosen.kind === 'status'
              ? now?.status?.toLowerCase().includes(told.toLowerCase())
              : (field?.value ?? '') === told;
        expect(asked, `${chosen.kind} “${field?.value ?? ''}” says “${told}”`).toBe(true);
        for (const hidden of source.match(/<!--.*?-->|\]\([a-z.]+\)|<a id="x">/gu) ?? []) {
          expect(written.split(hidden).length).toBe(source.split(hidden).length);
        }
        const [row, before] = [written, source].map((whole) => whole.split('\n')[own.line - 1] ?? '');
        expect(hasLooseMark(row ?? '') && !hasLooseMark(before ?? '')).toBe(false);
      }),
      { numRuns: 200 },
    );
    expect(planned).toBeGreaterThan(40);
  });
});
