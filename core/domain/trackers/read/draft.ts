import type {
  Carrier,
  Diagram,
  Field,
  ItemKind,
  LogEntry,
  MetaField,
  Skipped,
  TableReading,
} from '../model.ts';
import type { ReadingRule } from '../profiles/reading-profile.ts';
import type { Span } from '../text/span.ts';
import type { StatedBelow } from '../vocabulary/heading-words.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { ItemStatus } from './item-status.ts';

/** The item belongs to no other one, or to the nearest heading item around it. */
export const NO_PARENT = -1;
export const ENCLOSING = -2;

/** An item as read from a chunk; span and line are relative to it, references still open. */
export interface ItemDraft {
  readonly section: number;
  readonly key: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** Index of another draft of the chunk, or NO_PARENT, or ENCLOSING. */
  readonly parent: number;
  /** Belongs to the item of that kind with the same key, wherever it stands. */
  readonly relate: ItemKind | null;
  readonly carrier: Carrier;
  /** Null for the whole of its line: where that stands is told by the chunk, and a line moves with what is above it. */
  readonly span: Span | null;
  readonly line: number;
  readonly fields: readonly Field[];
  readonly status: ItemStatus | null;
  readonly vocabulary: string | null;
  /** Keys or names it says it waits for. */
  readonly needs: readonly string[];
  /** Word its kind is counted under, if the profile counts it. */
  readonly count: string | null;
}

export function refersToOthers({ relate, needs }: ItemDraft): boolean {
  return relate !== null || needs.length > 0;
}

export interface SectionDraft {
  readonly title: string;
  /** What its path is made of: the title without the status it may state. */
  readonly slug: string;
  readonly level: number;
  readonly heading: Span | null;
  readonly start: number;
  readonly line: number;
  readonly role: string | null;
  /** Index of the item the heading itself is, or -1. */
  readonly item: number;
}

/** What the reading of a section depends on besides its text: one entry per enclosing heading. */
export interface Level {
  readonly level: number;
  readonly role: string | null;
  readonly rule: ReadingRule | null;
  readonly vocabulary: Vocabulary | null;
  readonly hasItem: boolean;
  /** Date stated by a heading of a change log. */
  readonly date: string | null;
  /** The state that the heading gives what stands below it. */
  readonly below: StateBelow | null;
}

/** A state given by a heading or introduction, in its words. */
export interface StateBelow extends StatedBelow {
  readonly word: string;
}

export interface ChunkDraft {
  readonly sections: readonly SectionDraft[];
  readonly items: readonly ItemDraft[];
  readonly meta: readonly MetaField[];
  readonly log: readonly LogEntry[];
  readonly diagrams: readonly Diagram[];
  readonly skipped: readonly Skipped[];
  readonly tables: readonly TableReading[];
  readonly guesses: readonly { readonly line: number; readonly what: string }[];
  readonly recognised: { readonly tables: number; readonly checks: number };
  /** No day lacks its year or is written in another way than it is stored. */
  readonly plainDays: boolean;
  /** Whether an item refers to others by key. */
  readonly hasReferences: boolean;
  /** Items by the word they are counted under, and facts such as a state diagram's transitions. */
  readonly counts: ReadonlyMap<string, number>;
  /** Declared and profile vocabularies its items use. */
  readonly vocabularies: readonly Vocabulary[];
  /** Words in use where no vocabulary is declared, by vocabulary id, in order of appearance. */
  readonly wordsInUse: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Levels in force behind the chunk. */
  readonly exit: readonly Level[];
}
