import type { Steps } from '../../../../kernel/steps.ts';
import type { Skipped } from '../../model.ts';
import type { ReadingRule } from '../../profiles/reading-profile.ts';
import type { TableRow } from '../../text/blocks.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { ENCLOSING, type ItemDraft, refersToOthers } from '../draft.ts';
import { placesThatDiffer } from '../placing/changed-items.ts';
import type { TableItems } from './known-table.ts';
import type { RowReading, RowRules } from './read-row.ts';

const ROWS_A_STEP = 100;

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
export function* readRows(scope: ChunkScope, table: TableOfItems): Steps<TableItems> {
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
  const isKnown = last?.context === context && isSame(last.askedBefore, askedBefore);
  const known = isKnown && last.rows.length === rows.length ? last : null;
  const changed = placesThatDiffer(known?.rows ?? [], rows);
  const read = scope.context.rows.table(rules, rows.length);
  const readings = yield* remade(known?.readings ?? [], rows, changed, ({ line, from, to }) => {
    const start = scope.starts[line] ?? scope.text.length;
    return read(scope.text.slice(start, start + to), from);
  });
  const isAlike = known !== null && changed.every((at) => countForTheSame(known.readings[at], readings[at]));
  const asked = isAlike
    ? known.asked
    : readings.map(({ isFiller, key }) => (isFiller ? null : key === '' ? kind : key));
  const isAskedAgain = known !== null && isSame(known.asked, asked);
  if (isAskedAgain) names.takeAgain(asked);
  const keys = isAskedAgain ? known.keys : asked.map((name) => (name === null ? null : names.take(name)));
  // A row that stayed is told by another key where one above it took its own.
  const renamed = known === null || isAskedAgain ? [] : placesThatDiffer(known.keys, keys);
  const drafts = yield* remade(
    known?.drafts ?? [],
    rows,
    [...changed, ...renamed],
    ({ line }, at): ItemDraft | null => {
      const said = readings[at];
      const key = keys[at];
      if (said === undefined || key == null) return null;
      const { title, fields, status, needs } = said;
      const place = { parent: ENCLOSING, carrier: 'table-row', span: null, line } as const;
      return { ...common, ...place, key, title, fields, status, needs };
    },
  );
  const isItem = (draft: ItemDraft | null) => draft !== null;
  const items = drafts.every(isItem) ? drafts : drafts.filter(isItem);
  const all = isAlike ? { ...known.all, items } : { items, ...tell(readings, drafts, rules) };
  tables.set(header, { context, askedBefore, rows, readings, asked, keys, drafts, all });
  return all;
}

/** What was made of rows in an earlier reading, and of those at some places now. */
function* remade<Value>(
  before: readonly Value[],
  rows: readonly TableRow[],
  places: readonly number[],
  make: (row: TableRow, at: number) => Value,
): Steps<readonly Value[]> {
  const all = [...before];
  for (const [count, at] of places.entries()) {
    const row = rows[at];
    if (row !== undefined) all[at] = make(row, at);
    if (count % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
  }
  return all;
}

/** Two readings of a row that make no difference beyond the row's own item. */
function countForTheSame(one: RowReading | undefined, other: RowReading | undefined): boolean {
  if (one === undefined || other === undefined) return false;
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

function isSame<Value>(one: readonly Value[], other: readonly Value[]): boolean {
  return one === other || (one.length === other.length && placesThatDiffer(one, other).length === 0);
}
