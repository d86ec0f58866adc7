import type { Diagram, FieldKind, ItemKind, LogEntry, MetaField, Skipped, TableReading } from '../model.ts';
import type { ReadingRule } from '../profiles/reading-profile.ts';
import type { DayOrder } from '../text/calendar/date-forms.ts';
import { slug, UniqueNames } from '../text/slug.ts';
import type { Span } from '../text/span.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { nameWithDays, withDoneDay } from './days/name-with-days.ts';
import { saysPlainDays } from './days/plain-days.ts';
import {
  type ChunkDraft,
  ENCLOSING,
  type ItemDraft,
  type Level,
  refersToOthers,
  type SectionDraft,
  type StateBelow,
} from './draft.ts';
import { type DraftField, draftField, inItem } from './draft-field.ts';
import type { ItemStatus } from './item-status.ts';
import { keepApart } from './list/keep-apart.ts';
import type { ReadContext } from './read-context.ts';
import type { TableItems } from './table/known-table.ts';

type Open<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenItem = Omit<Open<ItemDraft>, 'fields' | 'span'> & { fields: DraftField[]; span: Span };

/** What a new item says of itself; the scope fills in the rest. */
export interface NewItem extends Span {
  readonly kind: ItemKind;
  readonly key: string;
  readonly title: string;
  readonly carrier: ItemDraft['carrier'];
  readonly line: number;
  readonly fields: DraftField[];
  readonly parent?: number;
  readonly relate?: ItemKind | null;
  readonly status?: ItemStatus | null;
  readonly vocabulary?: string | null;
  readonly needs?: readonly string[];
  readonly count?: string | null;
}

/** What is counted under its kind where no profile has a word for it. */
const COUNTED: Partial<Record<ItemKind, string>> = {
  row: 'table rows',
  check: 'check boxes',
  section: 'sections with a status',
};

/** Lines that tell of what was; a day in them is part of what they say. */
const TOLD: ReadonlySet<ItemKind> = new Set(['statistic', 'accomplishment']);

/** Collects what is read from one chunk, and knows where in the document's outline the reading stands. */
export class ChunkScope {
  readonly text: string;
  readonly starts: readonly number[];
  readonly context: ReadContext;
  readonly sections: Open<SectionDraft>[] = [];
  /** Undefined where rows of a table were read whole. */
  readonly items: (OpenItem | undefined)[] = [];
  readonly meta: MetaField[] = [];
  readonly log: LogEntry[] = [];
  readonly diagrams: Diagram[] = [];
  readonly skipped: Skipped[] = [];
  readonly readings: TableReading[] = [];
  readonly guesses: { line: number; what: string }[] = [];
  readonly counts = new Map<string, number>();
  readonly vocabularies = new Map<string, Vocabulary>();
  readonly wordsInUse = new Map<string, Map<string, number>>();
  tables = 0;
  checks = 0;
  metaOpen: boolean;
  /** Rule of the label line in force, until the next heading or paragraph. */
  label: ReadingRule | null = null;
  /** The state that the line above a list gives it. */
  introduced: StateBelow | null = null;
  /** The section's heading, or the line above a list, announces what signs and words mean. */
  legendSection = false;
  legendIntroduced = false;
  readonly #levels: Open<Level>[];
  readonly #keys: UniqueNames[] = [];
  #itemsBefore = 0;
  /** By the place of their first item. */
  readonly #tables = new Map<number, TableItems>();

  constructor(text: string, starts: readonly number[], context: ReadContext) {
    this.text = text;
    this.starts = starts;
    this.context = context;
    this.metaOpen = context.metaOpen;
    this.#levels = context.levels.map((level) => ({ ...level }));
  }

  /** The state that the line above or the heading gives, as a guess: the entry has no status of its own to set. */
  get inherited(): ItemStatus | null {
    const below = this.introduced ?? this.level.below;
    return below === null
      ? null
      : { word: below.word, state: below.state, guess: true, deferred: below.deferred };
  }

  /** In the section being read, so far. */
  get #hasItems(): boolean {
    return this.items.length > this.#itemsBefore;
  }

  get announcesLegend(): boolean {
    return this.legendSection || this.legendIntroduced;
  }

  get order(): DayOrder {
    return this.context.order;
  }

  get section(): number {
    return this.sections.length - 1;
  }

  /** The innermost level. */
  get level(): Open<Level> {
    const last = this.#levels.at(-1);
    if (last === undefined) throw new Error('The outermost level is never left');
    return last;
  }

  get levels(): readonly Level[] {
    return this.#levels;
  }

  /** Declared words in force, the nearest declaration first. */
  get vocabulary(): Vocabulary | null {
    return this.#levels.findLast((level) => level.vocabulary !== null)?.vocabulary ?? null;
  }

  /** The nearest rule around the reading position: the label's, else that of the innermost heading with one. */
  get rule(): ReadingRule | null {
    return this.label ?? this.#levels.findLast((level) => level.rule !== null)?.rule ?? null;
  }

  isUnder(role: string): boolean {
    return this.#levels.some((level) => level.role === role);
  }

  openSection(section: SectionDraft, level: Level): void {
    while (this.#levels.length > 1 && this.level.level >= level.level) this.#levels.pop();
    this.#levels.push({ ...level });
    this.sections.push({ ...section });
    this.#keys.push(new UniqueNames());
    this.#itemsBefore = this.items.length;
    this.label = null;
    this.legendSection = false;
    this.introduce(null, false);
  }

  /** What the line above a list or table says of it. */
  introduce(state: StateBelow | null, legend: boolean): void {
    this.introduced = state;
    this.legendIntroduced = legend;
  }

  /** The lead has no heading, but items of its own. */
  startLead(): void {
    this.#keys.push(new UniqueNames());
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  leaveDeeperThan(level: number): void {
    while (this.#levels.length > 1 && this.level.level >= level) this.#levels.pop();
  }

  /**
   * A section that only explains words declares them for the sections beside it; with `besides` so does any that begins
   * with them, where nothing else is declared.
   */
  declare(vocabulary: Vocabulary, { besides } = { besides: false }): void {
    const isShared = this.legendSection || (besides && this.vocabulary === null && !this.#hasItems);
    const level = (isShared ? this.#levels.at(-2) : null) ?? this.level;
    level.vocabulary = vocabulary;
    this.vocabularies.set(vocabulary.id, vocabulary);
  }

  /** The days that its name or its status states become fields of their own. */
  add(given: NewItem): number {
    const isWork = given.carrier === 'list-item' && !TOLD.has(given.kind);
    const item = withDoneDay(isWork ? this.#withDays(given) : given);
    this.items.push({
      section: this.section,
      key: this.takeKey(item.key, item.kind),
      kind: item.kind,
      title: item.title,
      parent: item.parent ?? ENCLOSING,
      relate: item.relate ?? null,
      carrier: item.carrier,
      span: { start: item.start, end: item.end },
      line: item.line,
      fields: item.fields,
      status: item.status ?? null,
      vocabulary: item.vocabulary ?? null,
      needs: item.needs ?? [],
      count: item.count ?? null,
    });
    return this.items.length - 1;
  }

  /** Items that were read whole: their fields are told from their starts, and nothing is added to them. */
  addTable(table: TableItems): void {
    for (const skip of table.skipped) this.skipped.push(skip);
    for (const guess of table.guesses) this.guesses.push(guess);
    if (table.items.length > 0) this.#tables.set(this.items.length, table);
    this.items.length += table.items.length;
  }

  /** What an item of the section is told by: the key it has, where none before it has that. */
  takeKey(key: string, kind: ItemKind): string {
    return this.keys.take(key === '' ? kind : key);
  }

  /** Those of the section being read. */
  get keys(): UniqueNames {
    return this.#keys[this.section] ?? new UniqueNames();
  }

  /** A list line states days beside its name: they are fields of their own, and moving one changes no name. */
  #withDays(item: NewItem): NewItem {
    const at = item.fields.findIndex((field) => field.name === 'name');
    const named = item.fields[at];
    const found = named === undefined ? null : nameWithDays(this.text, named.span, this.order);
    if (named === undefined || found === null) return item;
    const name = this.field('name', named.label, 'text', found.name);
    const days = found.days.filter((day) => item.fields.every((field) => field.name !== day.name));
    const key = item.key === slug(item.title) ? slug(name.value) : item.key;
    return { ...item, title: name.value, key, fields: [...item.fields.with(at, name), ...days] };
  }

  /** The heading item of the section being read, -1 when its heading is none. */
  get headingItem(): number {
    return this.sections[this.section]?.item ?? -1;
  }

  /** The words in use of a vocabulary nobody declared. */
  useWords(vocabularyId: string): Map<string, number> {
    const words = this.wordsInUse.get(vocabularyId) ?? new Map<string, number>();
    this.wordsInUse.set(vocabularyId, words);
    return words;
  }

  useWord(vocabularyId: string, word: string): void {
    const words = this.useWords(vocabularyId);
    words.set(word, (words.get(word) ?? 0) + 1);
  }

  tally(word: string | null, by = 1): void {
    if (word !== null) this.counts.set(word, (this.counts.get(word) ?? 0) + by);
  }

  skip(what: Skipped['what'], line: number, reason: string): void {
    this.skipped.push({ what, line, reason });
  }

  field(name: string, label: string, kind: FieldKind, span: Span, locked?: string): DraftField {
    return draftField(this.text, { name, label, kind }, span, this.order, locked);
  }

  /** From the start of `line` to the start of the line behind `last`. */
  linesSpan(line: number, last: number): Span {
    return { start: this.starts[line] ?? this.text.length, end: this.starts[last + 1] ?? this.text.length };
  }

  finish(): ChunkDraft {
    keepApart(this.items);
    const parts: (readonly ItemDraft[])[] = [];
    let [plainDays, hasReferences, at] = [true, false, 0];
    while (at < this.items.length) {
      const table = this.#tables.get(at);
      const open = this.items[at];
      const own = table?.items ?? (open === undefined ? [] : [finished(open)]);
      const [first] = own;
      if (first === undefined) break;
      this.tally(first.count ?? COUNTED[first.kind] ?? null, own.length);
      plainDays &&= table?.plainDays ?? saysPlainDays(first.fields);
      hasReferences ||= table?.hasReferences ?? refersToOthers(first);
      parts.push(own);
      at += own.length;
    }
    const [part = [], ...others] = parts;
    return {
      sections: this.sections,
      items: others.length === 0 ? part : parts.flat(),
      meta: this.meta,
      log: this.log,
      diagrams: this.diagrams,
      skipped: this.skipped,
      tables: this.readings,
      guesses: this.guesses,
      plainDays,
      hasReferences,
      recognised: { tables: this.tables, checks: this.checks },
      counts: this.counts,
      vocabularies: [...this.vocabularies.values()],
      wordsInUse: this.wordsInUse,
      exit: this.#levels,
    };
  }
}

function finished(item: OpenItem): ItemDraft {
  return { ...item, fields: item.fields.map((field) => inItem(field, item.span.start)) };
}
