import fc from 'fast-check';
import type { Field, FieldKind, ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import type { Vocabulary } from '../../core/domain/trackers/vocabulary/vocabulary.ts';
import { mapWord } from '../../core/domain/trackers/vocabulary/vocabulary.ts';

/**
 * Trackers made together with the model of where everything stands in them, so that editing can be tested without
 * asking the parser whether it is right.
 */
const WORDS = ['not-started', 'in-progress', 'blocked', 'done'];

const vocabulary: Vocabulary = {
  id: 'declared',
  source: 'document',
  words: WORDS.map((word) => ({ word, state: mapWord(word).state, next: null })),
};

const COLUMNS: readonly { name: string; label: string; kind: FieldKind }[] = [
  { name: 'name', label: 'Milestone', kind: 'text' },
  { name: 'date', label: 'Target Date', kind: 'date' },
  { name: 'status', label: 'Status', kind: 'status' },
  { name: 'notes', label: 'Notes', kind: 'notes' },
];

const padding = fc.constantFrom('', ' ', ' ', ' ', '   ', '\t');
const words = fc
  .array(
    fc.constantFrom(
      'alpha',
      'beta',
      'γάμμα',
      '日本語',
      '🚀',
      'a \\| b',
      '`x \\| y`',
      '**bold**',
      'é',
      '\uDC80',
      '½',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '));

interface Cell {
  readonly lead: string;
  readonly content: string;
  readonly trail: string;
}

const cell = (content: fc.Arbitrary<string>): fc.Arbitrary<Cell> =>
  fc.record({ lead: padding, content, trail: padding });

const row = fc.tuple(
  cell(words),
  cell(fc.constantFrom('February 16, 2026', 'March 6, 2026', '')),
  cell(fc.constantFrom(...WORDS, ...WORDS.map((word) => `**${word}**`), '')),
  cell(fc.oneof(words, fc.constant(''))),
);

const listItem = fc.record({ text: words, ticked: fc.boolean(), indent: fc.constantFrom('', '  ') });

export interface Shape {
  readonly bom: boolean;
  readonly eols: readonly string[];
  readonly finalEol: boolean;
  readonly bars: { readonly leading: boolean; readonly trailing: boolean };
  readonly rows: readonly (readonly Cell[])[];
  readonly list: readonly { readonly text: string; readonly ticked: boolean; readonly indent: string }[];
  readonly log: readonly string[];
}

export const shape: fc.Arbitrary<Shape> = fc.record({
  bom: fc.boolean(),
  eols: fc.oneof(
    fc.constant(['\n']),
    fc.constant(['\r\n']),
    fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 2, maxLength: 9 }),
  ),
  finalEol: fc.boolean(),
  bars: fc.record({ leading: fc.constant(true), trailing: fc.boolean() }),
  rows: fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ([name]) => name.content }),
  list: fc.uniqueArray(listItem, { maxLength: 5, selector: ({ text }) => text }),
  log: fc.array(words, { maxLength: 3 }),
});

/** The text of a shape and what stands where in it. */
export function build(from: Shape): ParsedDocument {
  const items: ParsedItem[] = [];
  const log: ParsedDocument['log'][number][] = [];
  let text = from.bom ? '\uFEFF' : '';
  let line = 0;
  const eol = () => from.eols[line++ % from.eols.length] ?? '\n';
  const put = (content: string) => {
    text += content + eol();
  };
  put('# Generated');
  put('');
  put('## Milestones');
  put('');
  const frame = (cells: readonly string[]) =>
    `${from.bars.leading ? '|' : ''}${cells.join('|')}${from.bars.trailing ? '|' : ''}`;
  put(frame(COLUMNS.map(({ label }) => ` ${label} `)));
  put(frame(COLUMNS.map(() => '---')));
  for (const cells of from.rows) {
    const start = text.length;
    const parts = cells.map(({ lead, content, trail }) => ({
      lead: content === '' && lead === '' ? ' ' : lead,
      content,
      trail,
    }));
    const fields: Field[] = [];
    let at = start + (from.bars.leading ? 1 : 0);
    for (const [column, part] of parts.entries()) {
      const spec = COLUMNS[column];
      if (spec) fields.push(fieldAt(spec, part.content, at + part.lead.length - start));
      at += part.lead.length + part.content.length + part.trail.length + 1;
    }
    put(frame(parts.map((part) => part.lead + part.content + part.trail)));
    const word = cells[2]?.content.replaceAll('*', '') ?? '';
    items.push(
      itemAt(
        `milestones/${cells[0]?.content ?? ''}`,
        cells[0]?.content ?? '',
        start,
        text.length,
        fields,
        'table-row',
        word,
      ),
    );
  }
  put('');
  put('## Checks');
  put('');
  for (const { text: name, ticked, indent } of from.list) {
    const start = text.length;
    const box = indent.length + 3;
    const fields = [
      fieldAt({ name: 'check', label: 'Done', kind: 'check' }, ticked ? 'x' : ' ', box),
      fieldAt({ name: 'name', label: 'Name', kind: 'text' }, name, box + 3),
    ];
    put(`${indent}- [${ticked ? 'x' : ' '}] ${name}`);
    items.push(itemAt(`checks/${name}`, name, start, text.length, fields, 'list-item', null));
  }
  put('');
  put('## Change Log');
  put('');
  for (const entry of from.log) {
    const start = text.length;
    put(`- February 13, 2026: ${entry}`);
    log.push({ date: '2026-02-13', text: entry, span: { start, end: text.length }, line });
  }
  if (!from.finalEol) text = text.replace(/(?:\r\n|\n)$/u, '');
  return document(text, items, log);
}

function fieldAt(spec: { name: string; label: string; kind: FieldKind }, raw: string, start: number): Field {
  const value =
    spec.kind === 'date'
      ? ({ 'February 16, 2026': '2026-02-16', 'March 6, 2026': '2026-03-06' }[raw] ?? raw)
      : spec.kind === 'check'
        ? String(raw === 'x')
        : raw.replaceAll('*', '');
  return { ...spec, within: { start, end: start + raw.length }, raw, value, editable: true };
}

function itemAt(
  address: string,
  title: string,
  start: number,
  end: number,
  fields: readonly Field[],
  carrier: ParsedItem['carrier'],
  word: string | null,
): ParsedItem {
  const mapped = word === null || word === '' ? null : mapWord(word);
  return {
    address,
    key: address.split('/')[1] ?? address,
    kind: carrier === 'table-row' ? 'row' : 'check',
    title,
    section: carrier === 'table-row' ? 1 : 2,
    parent: null,
    carrier,
    span: { start, end },
    line: 1,
    fields,
    status: word,
    state: mapped?.state ?? null,
    guess: false,
    deferred: false,
    vocabulary: word === null ? null : 'declared',
    dependsOn: [],
  };
}

function document(text: string, items: readonly ParsedItem[], log: ParsedDocument['log']): ParsedDocument {
  const clip = (span: ParsedItem['span']) => ({ start: span.start, end: Math.min(span.end, text.length) });
  return {
    profile: 'generic',
    title: 'Generated',
    text,
    meta: [],
    sections: [0, 1, 2, 3].map((level) => ({
      path: `s${level}`,
      title: '',
      level,
      heading: null,
      span: { start: 0, end: 0 },
      line: 1,
      role: null,
    })),
    items: items.map((item) => ({ ...item, span: clip(item.span) })),
    vocabularies: [vocabulary],
    log: log.map((entry) => ({ ...entry, span: clip(entry.span) })),
    diagrams: [],
    tables: [],
    recognised: { tables: 1, checks: 0 },
    readOnly: null,
    skipped: [],
    guesses: [],
    lastUpdated: null,
    counts: {},
  };
}
