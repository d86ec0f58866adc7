import type {
  Diagram,
  Field,
  FieldKind,
  ItemKind,
  LogEntry,
  MetaField,
  Skipped,
  TableReading,
} from '../model.ts';
import type { ReadingRule } from '../profiles/reading-profile.ts';
import type { DayOrder } from '../text/dates.ts';
import { UniqueNames } from '../text/slug.ts';
import type { Span } from '../text/span.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import {
  type ChunkDraft,
  type DraftField,
  ENCLOSING,
  type ItemDraft,
  inItem,
  type Level,
  type ReadContext,
  type SectionDraft,
} from './draft.ts';
import { fieldValue } from './field-value.ts';
import type { ItemStatus } from './item-status.ts';

type Open<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenItem = Omit<Open<ItemDraft>, 'fields'> & { fields: DraftField[] };

/** Fields that are told from the start of their item already, and are all it has. */
interface OwnFields {
  readonly own: readonly Field[];
}

/** What a new item says of itself; the scope fills in the rest. */
export interface NewItem extends Span {
  readonly kind: ItemKind;
  readonly key: string;
  readonly title: string;
  readonly carrier: ItemDraft['carrier'];
  readonly line: number;
  readonly fields: DraftField[] | OwnFields;
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

/** Collects what is read from one chunk, and knows where in the document's outline the reading stands. */
export class ChunkScope {
  readonly text: string;
  readonly starts: readonly number[];
  readonly context: ReadContext;
  readonly sections: Open<SectionDraft>[] = [];
  readonly items: OpenItem[] = [];
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
  readonly #levels: Open<Level>[];
  readonly #keys: UniqueNames[] = [];
  /** By item: those that are final. */
  readonly #ownFields: (readonly Field[] | null)[] = [];

  constructor(text: string, starts: readonly number[], context: ReadContext) {
    this.text = text;
    this.starts = starts;
    this.context = context;
    this.metaOpen = context.metaOpen;
    this.#levels = context.levels.map((level) => ({ ...level }));
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
    this.label = null;
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

  declare(vocabulary: Vocabulary): void {
    this.level.vocabulary = vocabulary;
    this.vocabularies.set(vocabulary.id, vocabulary);
  }

  add(item: NewItem): number {
    const key = (this.#keys[this.section] ?? new UniqueNames()).take(item.key === '' ? item.kind : item.key);
    this.items.push({
      section: this.section,
      key,
      kind: item.kind,
      title: item.title,
      parent: item.parent ?? ENCLOSING,
      relate: item.relate ?? null,
      carrier: item.carrier,
      start: item.start,
      end: item.end,
      line: item.line,
      fields: 'own' in item.fields ? [] : item.fields,
      status: item.status ?? null,
      vocabulary: item.vocabulary ?? null,
      needs: item.needs ?? [],
      count: item.count ?? null,
    });
    this.#ownFields.push('own' in item.fields ? item.fields.own : null);
    return this.items.length - 1;
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
    const raw = this.text.slice(span.start, span.end);
    const field = {
      name,
      label,
      kind,
      span,
      raw,
      value: fieldValue(kind, raw, this.order),
      editable: locked === undefined,
    };
    return locked === undefined ? field : { ...field, locked };
  }

  /** From the start of `line` to the start of the line behind `last`. */
  linesSpan(line: number, last: number): Span {
    return { start: this.starts[line] ?? this.text.length, end: this.starts[last + 1] ?? this.text.length };
  }

  finish(): ChunkDraft {
    for (const { count, kind } of this.items) this.tally(count ?? COUNTED[kind] ?? null);
    return {
      sections: this.sections,
      items: this.items.map((item, at) => ({
        ...item,
        fields: this.#ownFields[at] ?? item.fields.map((field) => inItem(field, item.start)),
      })),
      meta: this.meta,
      log: this.log,
      diagrams: this.diagrams,
      skipped: this.skipped,
      tables: this.readings,
      guesses: this.guesses,
      hasReferences: this.items.some((item) => item.relate !== null || item.needs.length > 0),
      recognised: { tables: this.tables, checks: this.checks },
      counts: this.counts,
      vocabularies: [...this.vocabularies.values()],
      wordsInUse: this.wordsInUse,
      exit: this.#levels,
    };
  }
}
