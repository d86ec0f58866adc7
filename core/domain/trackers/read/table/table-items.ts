import type { Field } from '../../model.ts';
import type { TableBlock } from '../../text/blocks.ts';
import { cellSpans } from '../../text/cells.ts';
import { plainText } from '../../text/plain-text.ts';
import { idCell, leadingId, slug } from '../../text/slug.ts';
import type { Span } from '../../text/span.ts';
import { saidOfColumn, saidOfTable, type TrackerMapping } from '../../vocabulary/mapping.ts';
import { saysNothing } from '../../vocabulary/saying-nothing.ts';
import { declaredVocabulary, headerWords } from '../../vocabulary/status-key.ts';
import { headsDone } from '../../vocabulary/table-words.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { wordOf } from '../../vocabulary/vocabulary.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { type Column, shapeOf, type TableShape } from '../columns.ts';
import type { ItemStatus } from '../draft.ts';
import { readStatus, withDoneDate } from '../item-status.ts';
import { type KindOfTable, kindOfTable } from './table-kind.ts';

interface Row extends Span {
  readonly line: number;
  readonly cells: readonly Span[];
}

/** Turns a GFM table into items, one per body row. */
export function readTable(scope: ChunkScope, block: TableBlock): void {
  const { text } = scope;
  const header = block.rows[0];
  const rows: Row[] = block.rows.slice(2).map((row) => ({ ...row, cells: cellSpans(text, row) }));
  if (header === undefined || rows.length === 0) {
    scope.skip('table', block.line, 'The table has a header and no rows, so there is nothing to track in it');
    return;
  }
  const headers = cellSpans(text, header).map((span) => text.slice(span.start, span.end));
  const raws = rows.map((row) => row.cells.map((span) => text.slice(span.start, span.end)));
  const { mapping, order } = scope.context;
  const heading = scope.sections[scope.section]?.title ?? '';
  const found = shapeOf(headers, raws, mapping, order, { underDone: headsDone(heading) });
  if (found.columns.every((column) => column.name === null)) {
    scope.skip('table', block.line, 'Every column of this table is set to be left alone');
    return;
  }
  const said = saidKind(found, mapping);
  const { kind, why, sureness, reasons } =
    said ?? kindOfTable({ columns: found.seen, roles: found.roles, heading, inLog: scope.isUnder('log') });
  // The profile knows its tables, whatever they look like; a person knows better.
  const isKnown = said === null && scope.rule?.rule.table !== undefined;
  const leftAlone = isKnown ? null : why;
  scope.readings.push({
    line: block.line,
    kind: isKnown && kind !== 'legend' ? 'tracker' : kind,
    sureness: isKnown ? 1 : sureness,
    reasons: isKnown ? ['the heading above it names a table of this kind of document'] : reasons,
    rows: rows.length,
    columns: found.readings,
    leftAlone,
  });
  if (kind === 'legend') declareLegend(scope, raws);
  if (leftAlone !== null) {
    scope.skip('table', block.line, leftAlone);
    return;
  }
  const shape = kind === 'legend' ? asLegend(found) : found;
  const statusRaws = shape.status === -1 ? [] : raws.map((row) => row[shape.status] ?? '');
  const vocabulary = vocabularyFor(scope, headers[shape.status] ?? '', statusRaws);
  const words = shape.status === -1 ? null : (vocabulary?.id ?? `words:${slug(headers.join(' '))}`);
  if (vocabulary === null && words !== null) scope.useWords(words);
  scope.tables += 1;
  rows.forEach((row, at) => {
    const cells = raws[at] ?? [];
    if (!fillsIn(cells)) addRow(scope, row, cells, shape, vocabulary, words);
  });
}

const SAID = { sureness: 1, reasons: ['a person said so'] };

/** A table of which a person said what is what is one to be followed, unless they said that it is none. */
function saidKind(shape: TableShape, mapping: TrackerMapping | null): KindOfTable | null {
  const table = saidOfTable(
    mapping,
    shape.columns.map(({ label }) => label),
  );
  if (table?.followed === false) {
    return { kind: 'reference', why: 'A person said that this table is no tracker', ...SAID };
  }
  const isMapped = shape.columns.some(
    ({ label, name }) => name !== null && saidOfColumn(mapping, table, label) !== null,
  );
  return table?.followed === true || isMapped ? { kind: 'tracker', why: null, ...SAID } : null;
}

/** Rows of a legend have no status themselves: the first column is what they are called. */
function asLegend(shape: TableShape): TableShape {
  const columns = shape.columns.map((column, at): Column => {
    if (column.name === null) return column;
    if (at > 1) return column;
    return at === 0 ? { ...column, name: 'name', kind: 'text' } : { ...column, name: 'notes', kind: 'notes' };
  });
  return { ...shape, columns, name: 0, id: -1, status: -1, depends: -1 };
}

function addRow(
  scope: ChunkScope,
  row: Row,
  raws: readonly string[],
  shape: TableShape,
  vocabulary: Vocabulary | null,
  words: string | null,
): void {
  const extra = row.cells.length - shape.columns.length;
  if (extra > 0) {
    const what = extra === 1 ? 'The last cell of the row stands' : `The last ${extra} cells of the row stand`;
    scope.skip('cell', row.line, `${what} beyond the header's ${shape.columns.length} columns`);
  }
  const fields: Field[] = [];
  shape.columns.forEach((column, at) => {
    const field = cellField(scope, column, row, at);
    if (field !== null) fields.push(field);
  });
  const rule = scope.rule?.rule.table;
  const title = plainText(raws[shape.name] ?? '') || plainText(raws.find((raw) => raw !== '') ?? '');
  const status = shape.status === -1 ? scope.inherited : statusOf(scope, raws, shape, vocabulary);
  if (status !== null && status.word !== '' && vocabulary === null && words !== null)
    scope.useWord(words, status.word);
  if (status?.guess === true && vocabulary?.source === 'document') {
    scope.guesses.push({ line: row.line, what: `"${status.word}" is not among the declared status words` });
  }
  scope.add({
    ...scope.linesSpan(row.line, row.line),
    kind: rule?.kind ?? 'row',
    key: keyOf(raws[shape.id] ?? '', title),
    title,
    carrier: 'table-row',
    line: row.line,
    fields: withDoneDate(scope, fields, status),
    relate: rule?.relate ?? null,
    count: rule?.count ?? null,
    status,
    vocabulary: words,
    needs: shape.depends === -1 ? [] : splitNeeds(raws[shape.depends] ?? ''),
  });
}

const NOT_STARTED: ItemStatus = { word: '', state: 'planned', guess: false, deferred: false };

/** Nothing in a status cell is not started, but for a row that is a heading of the rows below it. */
function statusOf(
  scope: ChunkScope,
  raws: readonly string[],
  shape: TableShape,
  vocabulary: Vocabulary | null,
): ItemStatus | null {
  const said = readStatus(raws[shape.status] ?? '', vocabulary, scope.context.mapping);
  return said ?? (headsRows(raws) ? null : NOT_STARTED);
}

/** `| (none) | | |`: the row only says that there is none. */
function fillsIn(raws: readonly string[]): boolean {
  const said = raws.filter((raw) => raw !== '');
  return said.length > 0 && said.every((raw) => raw.length <= LONGEST_FILLER && isFiller(plainText(raw)));
}
const LONGEST_FILLER = 24;

/** "Empty" and "TBD" may be what a row is called. */
function isFiller(plain: string): boolean {
  return saysNothing(plain) && !/^(?:empty|tbd)$/iu.test(plain);
}

/** A bold cell alone in its row. */
function headsRows(raws: readonly string[]): boolean {
  const [only = '', ...others] = raws.filter((raw) => raw !== '');
  return others.length === 0 && raws.length > 1 && /^(?:\*\*|__)(?=\S).*\S(?:\*\*|__)$/u.test(only);
}

function cellField(scope: ChunkScope, column: Column, row: Row, at: number): Field | null {
  if (column.name === null) return null;
  const span = row.cells[at];
  if (span !== undefined) return scope.field(column.name, column.label, column.kind, span);
  const end = { start: row.end, end: row.end };
  return scope.field(column.name, column.label, column.kind, end, 'the row ends before this column');
}

export function keyOf(idRaw: string, title: string): string {
  const own = idRaw === '' ? null : (leadingId(plainText(idRaw)) ?? idCell(plainText(idRaw)));
  return own ?? leadingId(title) ?? slug(title);
}

export function splitNeeds(raw: string): string[] {
  const parts = plainText(raw).split(/\s*(?:[,;+&]|\band\b|、|，)\s*/u);
  return parts.filter(
    (part) => part !== '' && !/^(?:[-–—]+|none|n\/a|no|keine?|ninguna?|нет|无|なし)$/iu.test(part),
  );
}

/** Declared words win; else the profile's where the cells speak them; else the words in use. */
function vocabularyFor(scope: ChunkScope, header: string, raws: readonly string[]): Vocabulary | null {
  if (raws.length === 0) return null;
  const inHeader = headerWords(header);
  if (inHeader !== null) {
    const own = declaredVocabulary(inHeader.join(' | '), inHeader, scope.context.mapping);
    scope.vocabularies.set(own.id, own);
    return own;
  }
  const declared = scope.vocabulary;
  if (declared !== null && fits(declared, raws)) {
    scope.vocabularies.set(declared.id, declared);
    return declared;
  }
  const own = scope.context.profile.vocabulary;
  if (own === null || !fits(own, raws)) return null;
  scope.vocabularies.set(own.id, own);
  return own;
}

/** A key speaks for a table when some of the table's cells use its words. */
function fits(vocabulary: Vocabulary, raws: readonly string[]): boolean {
  let empty = true;
  for (const raw of raws) {
    if (raw === '') continue;
    empty = false;
    if (wordOf(vocabulary, plainText(raw)) !== null) return true;
    if (readStatus(raw, vocabulary, null)?.guess === false) return true;
  }
  return empty;
}

function declareLegend(scope: ChunkScope, raws: readonly (readonly string[])[]): void {
  const words = raws.map((row) => plainText(row[0] ?? '')).filter((word) => word !== '' && word.length <= 40);
  if (words.length < 2 || scope.context.profile.vocabulary !== null) return;
  scope.declare(declaredVocabulary(words.join(' | '), words, scope.context.mapping));
}
