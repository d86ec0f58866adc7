import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planEdits } from '../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { fieldSpan } from '../../core/domain/trackers/text/span.ts';
import { applySplices } from '../../core/domain/trackers/text/text.ts';

const queue = `owner: ada # who runs it
title: 'The pier'
tasks:
  - id: T1
    title: Paint hull   # in spring
    owner: Ada
    notes: "two coats"
    team: 'deck'
    points: 5
  - { id: T2, title: Fit mast, owner: Bo, notes: "", team: 'rig', depends_on: [T1] }
  - {"id": "T3", "title": "Hoist", "owner":"Cy", "notes": ~}
map: { a: [1, 2], b: yes }
`;
const context = { today: '2026-01-05', log: false, actor: 'ada' };

/** What readers of YAML stumble over, beside anything at all. */
const odd = fc.constantFrom(
  'yes',
  'no',
  'on',
  'off',
  'y',
  'null',
  '~',
  'true',
  '0o17',
  '0777',
  '12:30',
  '1:2:3',
  '1_000',
  '0x1F',
  '-5',
  '+3',

  '1e3',
  '.inf',
  '.nan',
  '2026-02-03',
  '=',
  '<<',
  '-',
  '- a',
  '?',
  '? a',
  ':',
  'a:',
  'a: b',
  'a #b',
  '#a',
  'a, b',

  '[a]',
  '{a}',
  '}',
  ']',
  '|',
  '> a',
  '%a',
  '@a',
  '`a`',
  '!a',
  '&a',
  '*a',
  '"',
  "'",
  '"a" b',
  "it's",
  '---',
  '...',
  'a\tb',
  '\\',
  'a\\n',
  '😀',
  'שלום',
  '\u200Ea',
  'a\u00A0',
  '/',
  'a,b',
  'a:b',
  'null # x',
);
const part = fc.oneof(
  odd,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const value = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ').toWellFormed());

const open = parseTracker(queue, { fileName: 'q.yaml' });
const places = open.items.flatMap((item) =>
  item.fields.filter((field) => field.editable && field.kind !== 'number').map((field) => ({ item, field })),
);
const metaNames = open.meta.map((field) => field.name);

describe('any text set in any place of a YAML queue', () => {
  it('reads back in both versions of YAML and leaves every other byte and value', () => {
    expect(places.length).toBeGreaterThan(12);
    fc.assert(
      fc.property(fc.constantFrom(...places), value, ({ item, field }, wanted) => {
        const edit = { kind: 'set-field', address: item.address, field: field.name, value: wanted } as const;
        const plan = planEdits(open, [edit], context);
        const refused = plan.ok ? 'value.not-allowed' : plan.error.code;
        expect(refused).toMatch(/^(?:value\.not-allowed|status\.unknown-word|date\.not-understood)$/u);
        if (!plan.ok) return;
        const text = applySplices(queue, plan.value.splices);
        const { start, end } = fieldSpan(item, field);
        for (const splice of plan.value.splices) {
          expect(splice.start >= start && splice.end <= end).toBe(true);
        }
        const now = parseTracker(text, { fileName: 'q.yaml' });
        const said = plan.value.changes[0]?.after ?? field.value;
        const expected = open.items.map((one) =>
          one.fields.map((other) => (one === item && other === field ? said : other.value)),
        );
        expect(now.items.map((one) => one.fields.map((other) => other.value))).toEqual(expected);
        expect(now.meta.map((one) => one.value)).toEqual(open.meta.map((one) => one.value));
        for (const version of ['1.1', '1.2'] as const) {
          const before: unknown = parse(queue, { version });
          const after: unknown = parse(text, { version });
          expect(without(after, item.key, field.label)).toEqual(without(before, item.key, field.label));
          const kind = field.label === 'points' ? 'string' : typeof valueIn(after, item.key, field.label);
          expect(kind).toBe('string');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of its metadata likewise', () => {
    fc.assert(
      fc.property(fc.constantFrom(...metaNames), value, (name, wanted) => {
        const plan = planEdits(open, [{ kind: 'set-meta', name, value: wanted }], context);
        expect(plan.ok ? 'value.not-allowed' : plan.error.code).toBe('value.not-allowed');
        if (!plan.ok) return;
        const now = parseTracker(applySplices(queue, plan.value.splices), { fileName: 'q.yaml' });
        expect(now.meta.find((field) => field.name === name)?.value).toBe(wanted.trim());
        expect(now.items.map((one) => one.fields.map((field) => field.value))).toEqual(
          open.items.map((one) => one.fields.map((field) => field.value)),
        );
      }),
      { numRuns: 200 },
    );
  });
});

type Row = Record<string, unknown>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

function rowsIn(document: unknown): readonly Row[] {
  const tasks = isRow(document) ? document['tasks'] : [];
  return Array.isArray(tasks) ? tasks.filter(isRow) : [];
}

function valueIn(document: unknown, key: string, label: string): unknown {
  return rowsIn(document).find((row) => row['id'] === key)?.[label] ?? '';
}

/** The tasks with this one value left out; the id may be the value itself. */
function without(document: unknown, key: string, label: string): unknown {
  const at = ['T1', 'T2', 'T3'].indexOf(key);
  return rowsIn(document).map((row, index) => (index === at ? { ...row, [label]: null } : row));
}
