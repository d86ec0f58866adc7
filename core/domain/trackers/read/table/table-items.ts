import type { Steps } from '../../../../kernel/steps.ts';
import type { TableBlock, TableRow } from '../../text/blocks.ts';
import { cellSpans } from '../../text/cells.ts';
import { plainText } from '../../text/plain-text.ts';
import { slug } from '../../text/slug.ts';
import { saidOfColumn, saidOfTable, type TrackerMapping } from '../../vocabulary/mapping.ts';
import { declaredVocabulary, headerWords, legendRow, legendVocabulary } from '../../vocabulary/status-key.ts';
import { headsDone } from '../../vocabulary/table-words.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { isExactStatus, wordOf } from '../../vocabulary/vocabulary.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { readStatus } from '../item-status.ts';
import { type Column, sampleOf, shapeOf, type TableShape } from './columns.ts';
import { type KindOfTable, kindOfTable } from './table-kind.ts';
import { readRows } from './table-rows.ts';

/** Turns a GFM table into items, one per body row. */
export function* readTable(scope: ChunkScope, block: TableBlock): Steps<void> {
  const { text } = scope;
  const header = block.rows[0];
  const rows = block.rows.slice(2);
  if (header === undefined || rows.length === 0) {
    scope.skip('table', block.line, 'The table has a header and no rows, so there is nothing to track in it');
    return;
  }
  const cellsOf = ({ line, from, to }: TableRow) => {
    const start = scope.starts[line] ?? text.length;
    const spans = cellSpans(text, { start: start + from, end: start + to });
    return spans.map((span) => text.slice(span.start, span.end));
  };
  const headers = cellsOf(header);
  const { mapping, order } = scope.context;
  const heading = scope.sections[scope.section]?.title ?? '';
  const found = shapeOf(headers, sampleOf(rows).map(cellsOf), mapping, order, {
    underDone: headsDone(heading),
  });
  if (found.columns.every((column) => column.name === null)) {
    scope.skip('table', block.line, 'Every column of this table is set to be left alone');
    return;
  }
  const byPerson = saidKind(found, mapping);
  const { kind, why, sureness, reasons } =
    byPerson ??
    kindOfTable({ columns: found.seen, roles: found.roles, heading, inLog: scope.isUnder('log') });
  // The profile knows its tables, whatever they look like; a person knows better.
  const isKnown = byPerson === null && scope.rule?.rule.table !== undefined;
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
  if (kind === 'legend') declareLegend(scope, rows.map(cellsOf));
  if (leftAlone !== null) {
    scope.skip('table', block.line, leftAlone);
    return;
  }
  const shape = kind === 'legend' ? asLegend(found) : found;
  const { columns, name, id, status, depends } = shape;
  const said = function* () {
    for (const row of rows) yield cellsOf(row)[status] ?? '';
  };
  const vocabulary = status === -1 ? null : vocabularyFor(scope, headers[status] ?? '', said);
  const words = status === -1 ? null : (vocabulary?.id ?? `words:${slug(headers.join(' '))}`);
  const inUse = vocabulary === null && words !== null ? scope.useWords(words) : null;
  scope.tables += 1;
  const { inherited } = scope;
  const rules = { columns, name, id, status, depends, vocabulary, inherited, mapping, order };
  const read = yield* readRows(scope, { header, rows, rules, words, rule: scope.rule?.rule.table });
  for (const [word, count] of read.words) inUse?.set(word, (inUse.get(word) ?? 0) + count);
  scope.addTable(read);
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

/** Declared words win; else the profile's where the cells speak them; else the words in use. */
function vocabularyFor(scope: ChunkScope, header: string, said: () => Iterable<string>): Vocabulary | null {
  const inHeader = headerWords(header);
  if (inHeader !== null) {
    const own = declaredVocabulary(inHeader.join(' | '), inHeader, scope.context.mapping);
    scope.vocabularies.set(own.id, own);
    return own;
  }
  const declared = scope.vocabulary;
  if (declared !== null && fits(declared, said())) {
    scope.vocabularies.set(declared.id, declared);
    return declared;
  }
  const own = scope.context.profile.vocabulary;
  if (own === null || !fits(own, said())) return null;
  scope.vocabularies.set(own.id, own);
  return own;
}

/** A key speaks for a table when some of the table's cells use its words. */
function fits(vocabulary: Vocabulary, raws: Iterable<string>): boolean {
  const seen = new Set<string>();
  for (const raw of raws) {
    if (raw === '' || seen.has(raw)) continue;
    seen.add(raw);
    if (wordOf(vocabulary, plainText(raw)) !== null) return true;
    if (readStatus(raw, vocabulary, null)?.guess === false) return true;
  }
  return seen.size === 0;
}

/** Each row declares what stands in its first cell, with the meaning in its second. */
function declareLegend(scope: ChunkScope, raws: readonly (readonly string[])[]): void {
  const entries = raws.flatMap(([word = '', meaning = '']) => {
    const entry = legendRow(plainText(word), plainText(meaning));
    return entry === null ? [] : [entry];
  });
  if (entries.length < 2 || scope.context.profile.vocabulary !== null) return;
  const states = entries.filter(({ word, head }) => isExactStatus(word) || isExactStatus(head));
  const vocabulary = legendVocabulary(entries, scope.context.mapping);
  scope.declare(vocabulary, { besides: states.length * 2 >= entries.length });
}
