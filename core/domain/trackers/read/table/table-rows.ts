import type { Skipped } from '../../model.ts';
import type { ReadingRule } from '../../profiles/reading-profile.ts';
import type { TableRow } from '../../text/blocks.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { ENCLOSING, type ItemDraft, refersToOthers } from '../draft.ts';
import type { KnownTable, TableItems } from './known-table.ts';
import type { RowReading, RowRules } from './read-row.ts';

export interface TableOfItems {
  readonly header: TableRow;
  /** Below header and delimiter. */
  readonly rows: readonly TableRow[];
  readonly rules: RowRules;
  /** Id of the vocabulary of its statuses; null where it has none. */
  readonly words: string | null;
  readonly rule: ReadingRule['rule']['table'];
}

/** Every body row of a table as an item, but for those that say there is none. */
export function readRows(scope: ChunkScope, table: TableOfItems): TableItems {
  const { header, rows, rules, words, rule } = table;
  const { tables } = scope.context.rows;
  const { section, keys: names } = scope;
  const kind = rule?.kind ?? 'row';
  const common = {
    section,
    kind,
    relate: rule?.relate ?? null,
    vocabulary: words,
    count: rule?.count ?? null,
  };
  const context = JSON.stringify([common, rules]);
  const askedBefore = [...names.asked];
  const last = tables.get(header);
  const known = last?.context === context && isSame(last.askedBefore, askedBefore) ? last : null;
  const readings = readingsOf(scope, table, known);
  const isAlike = known !== null && isSame(known.readings, readings, countForTheSame);
  const asked = isAlike
    ? known.asked
    : readings.map(({ isFiller, key }) => (isFiller ? null : key === '' ? kind : key));
  const isAskedAgain = known !== null && isSame(known.asked, asked);
  if (isAskedAgain) names.takeAgain(asked);
  const keys = isAskedAgain ? known.keys : asked.map((name) => (name === null ? null : names.take(name)));
  const drafts = rows.map((row, at): ItemDraft | null => {
    const said = readings[at];
    const key = keys[at];
    const before = known?.drafts[at];
    if (said === undefined || key == null) return null;
    if (before != null && known?.rows[at] === row && (isAskedAgain || before.key === key)) return before;
    const { title, fields, status, needs } = said;
    const place = { parent: ENCLOSING, carrier: 'table-row', span: null, line: row.line } as const;
    return { ...common, ...place, key, title, fields, status, needs };
  });
  const items = drafts.filter((draft) => draft !== null);
  const all = isAlike ? { ...known.all, items } : { items, ...tell(readings, drafts, rules) };
  tables.set(header, { context, askedBefore, rows, readings, asked, keys, drafts, all });
  return all;
}

function readingsOf(
  { context, text, starts }: ChunkScope,
  { rules, rows }: TableOfItems,
  known: KnownTable | null,
): readonly RowReading[] {
  const read = context.rows.table(rules, rows.length);
  return rows.map((row, at) => {
    const before = known !== null && known.rows[at] === row ? known.readings[at] : undefined;
    if (before !== undefined) return before;
    const start = starts[row.line] ?? text.length;
    return read(text.slice(start, start + row.to), row.from);
  });
}

/** Two readings of a row that make no difference beyond the row's own item. */
function countForTheSame(one: RowReading, other: RowReading): boolean {
  return (
    one.key === other.key &&
    one.isFiller === other.isFiller &&
    one.cells === other.cells &&
    one.status?.word === other.status?.word &&
    one.status?.guess === other.status?.guess &&
    one.plainDays === other.plainDays &&
    one.needs.length === 0 &&
    other.needs.length === 0
  );
}

/** What is told of the rows beside their items. */
function tell(
  readings: readonly RowReading[],
  drafts: readonly (ItemDraft | null)[],
  { columns, vocabulary }: RowRules,
): Omit<TableItems, 'items'> {
  const skipped: Skipped[] = [];
  const guesses: { line: number; what: string }[] = [];
  const words = new Map<string, number>();
  let [plainDays, hasReferences] = [true, false];
  readings.forEach((said, at) => {
    const item = drafts[at];
    if (item == null) return;
    const { line, status } = item;
    const extra = said.cells - columns.length;
    if (extra > 0) {
      const what =
        extra === 1 ? 'The last cell of the row stands' : `The last ${extra} cells of the row stand`;
      const reason = `${what} beyond the header's ${columns.length} columns`;
      skipped.push({ what: 'cell', line, reason });
    }
    if (status !== null && status.word !== '') words.set(status.word, (words.get(status.word) ?? 0) + 1);
    if (status?.guess === true && vocabulary?.source === 'document')
      guesses.push({ line, what: `"${status.word}" is not among the declared status words` });
    plainDays &&= said.plainDays;
    hasReferences ||= refersToOthers(item);
  });
  return { skipped, guesses, words, plainDays, hasReferences };
}

function isSame<Value>(
  one: readonly Value[],
  other: readonly Value[],
  isAlike: (one: Value, other: Value) => boolean = () => false,
): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  return one.every((value, at) => {
    const beside = other[at];
    return value === beside || (beside !== undefined && isAlike(value, beside));
  });
}
