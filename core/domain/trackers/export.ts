import { asSpreadsheetText } from '../../kernel/spreadsheet-text.ts';
import type { Field, ParsedDocument, ParsedItem } from './model.ts';
import { shownItems } from './places/shown-items.ts';

/** Columns every export has, in this order; further fields of the document follow by first appearance. */
const FIXED = [
  'address',
  'key',
  'kind',
  'section',
  'parent',
  'title',
  'status',
  'state',
  'date',
  'owner',
  'notes',
  'line',
];

/** Each is a cell in every row; what a document has beyond them stands together in a last column. */
const MOST_FURTHER = 200;
const OTHERS = 'others';

/**
 * One row per item, RFC 4180: CRLF line ends, quotes where needed. Of very many fields the last column has the rest, each
 * as `label: value` on a line.
 */
export function exportCsv(doc: ParsedDocument): string {
  const all = furtherFields(doc);
  const further = all.slice(0, MOST_FURTHER);
  const others = new Set(all.slice(MOST_FURTHER).map(({ name }) => name));
  const rows = [[...FIXED, ...further.map(({ label }) => label), ...(others.size === 0 ? [] : [OTHERS])]];
  for (const item of shownItems(doc)) {
    const values = new Map(item.fields.toReversed().map((field) => [field.name, field.value]));
    const value = (name: string) => values.get(name) ?? '';
    const rest = item.fields.filter((field) => others.has(field.name) && field.value !== '');
    rows.push([
      item.address,
      item.key,
      item.kind,
      doc.sections[item.section]?.title ?? '',
      item.parent ?? '',
      item.title,
      item.status ?? '',
      item.state ?? '',
      valueOfKind(item, 'date'),
      valueOfKind(item, 'owner'),
      valueOfKind(item, 'notes'),
      String(item.line),
      ...further.map(({ name }) => value(name)),
      ...(others.size === 0 ? [] : [rest.map(({ label, value }) => `${label}: ${value}`).join('\n')]),
    ]);
  }
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Everything recognised, with addresses, under a stable shape; `version` rises when the shape changes. */
export function exportJson(doc: ParsedDocument, name: string): string {
  const shape = {
    format: 'quarterdeck-tracker',
    version: 1,
    name,
    title: doc.title,
    profile: doc.profile,
    lastUpdated: doc.lastUpdated,
    meta: doc.meta.map(({ name: key, label, value }) => ({ name: key, label, value })),
    vocabularies: doc.vocabularies,
    sections: doc.sections.map(({ path, title, level, line }) => ({ path, title, level, line })),
    items: shownItems(doc).map((item) => ({
      address: item.address,
      key: item.key,
      kind: item.kind,
      title: item.title,
      section: doc.sections[item.section]?.path ?? '',
      parent: item.parent,
      line: item.line,
      status: item.status,
      state: item.state,
      guess: item.guess,
      deferred: item.deferred,
      dependsOn: item.dependsOn,
      fields: Object.fromEntries(
        item.fields.map((field) => [field.name, { label: field.label, value: field.value }]),
      ),
    })),
    log: doc.log.map(({ date, text, line }) => ({ date, text, line })),
    counts: doc.counts,
  };
  return `${JSON.stringify(shape, null, 2).toWellFormed()}\n`;
}

function valueOfKind(item: ParsedItem, kind: 'date' | 'owner' | 'notes'): string {
  const named = item.fields.find((entry) => entry.name === kind);
  // Another day is not the day it is due.
  const field = named ?? (kind === 'date' ? undefined : item.fields.find((entry) => entry.kind === kind));
  return field?.value ?? '';
}

function furtherFields(doc: ParsedDocument): Pick<Field, 'name' | 'label'>[] {
  const known = new Set(['name', 'status', 'date', 'owner', 'notes']);
  const further: Pick<Field, 'name' | 'label'>[] = [];
  for (const item of doc.items) {
    for (const field of item.fields) {
      if (known.has(field.name)) continue;
      known.add(field.name);
      further.push({ name: field.name, label: field.label });
    }
  }
  return further;
}

function csvCell(value: string): string {
  const text = asSpreadsheetText(value);
  // Some locales part cells at a semicolon: what stands behind one must not become a cell.
  return /[",;\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
