import type { Steps } from '../../../kernel/steps.ts';
import type { ParsedItem } from '../model.ts';
import { withChangedRow } from '../text/changed-row.ts';
import { type ChunkBlocks, readBlocks } from '../text/read-blocks.ts';
import type { ToldDays } from './days/told-days.ts';
import type { ChunkDraft } from './draft.ts';
import { type AddressBook, addressOf, createAddressBook } from './placing/address-book.ts';
import { changedBetween, noteChange } from './placing/changed-items.ts';
import { createRowCache, noRowCache, type RowCache } from './table/row-cache.ts';

/** Values by the text they were read from; the least recently used go first. */
class TextCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #maxEntries: number;
  readonly #maxUnits: number;
  readonly #inUse: (value: Value) => boolean;
  #units = 0;
  /** Where it is worth letting some go. */
  #evictAt = { entries: 0, units: 0 };

  /** What `inUse` names stays, however long ago it was asked for. */
  constructor(maxEntries: number, maxUnits: number, inUse: (value: Value) => boolean) {
    this.#maxEntries = maxEntries;
    this.#maxUnits = maxUnits;
    this.#inUse = inUse;
  }

  /** `make` gets the key, or a copy where that would keep a much larger text alive, one of `within` units. */
  read(key: string, within: number, make: (ownKey: string) => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    // A slice keeps its whole parent string alive in V8; one edit per version would keep every version.
    const ownKey = key.length * 2 > within ? key : ` ${key}`.slice(1);
    const value = make(ownKey);
    this.#entries.set(ownKey, value);
    this.#units += ownKey.length;
    this.#evict();
    return value;
  }

  forget(key: string): void {
    if (this.#entries.delete(key)) this.#units -= key.length;
  }

  #evict(): void {
    const isFull = () => this.#entries.size > this.#maxEntries || this.#units > this.#maxUnits;
    // Each text that comes would have those in use gone through again to let one other go.
    if (!isFull() || (this.#entries.size < this.#evictAt.entries && this.#units < this.#evictAt.units))
      return;
    let left = this.#entries.size;
    let stayed = 0;
    for (const [key, value] of this.#entries) {
      if (!isFull() || left === 0) break;
      left -= 1;
      this.#entries.delete(key);
      if (this.#inUse(value)) {
        this.#entries.set(key, value);
        stayed += 1;
      } else this.#units -= key.length;
    }
    this.#evictAt = { entries: this.#entries.size + stayed / 8, units: this.#units + this.#maxUnits / 8 };
  }
}

/** What the places of a chunk's items depend on; equal places mean the same items can be used again. */
export interface Placement {
  readonly start: number;
  readonly line: number;
  readonly firstSection: number;
  readonly outline: string;
  /** Where the sections end whose headings are items. */
  readonly ends: string;
  readonly references: string;
  /** The day that days without a year are near to; empty where there are none. */
  readonly near: string;
}

export interface PlacedItems {
  readonly placement: Placement;
  readonly items: readonly ParsedItem[];
  readonly told: ToldDays;
}

/** A chunk's reading in one context, and its items where they were last placed. */
export interface DraftEntry {
  readonly draft: ChunkDraft;
  placed: PlacedItems | null;
  /** Of the text that differs within one row, until this is placed. */
  before: DraftEntry | null;
}

/** Remembers what was read from a section's text, so that an edit re-reads one section only. */
export interface SectionCache {
  /** The pieces of a document of so many units follow, in order. */
  begin(units: number): void;
  blocks(text: string): ChunkBlocks;
  draft(read: ChunkBlocks, context: string, make: () => Steps<ChunkDraft>): Steps<DraftEntry>;
  /** The items of the document, from its sections. */
  keepItems(items: readonly ParsedItem[], placed: readonly PlacedItems[]): void;
  /** For sections that are read again. */
  readonly rows: RowCache;
  readonly address: AddressBook;
}

/** Text units kept at most, beside the number of entries. */
const CACHED_UNITS = 8_000_000;
/** The same text under this many headings or profiles is remembered apart. */
const CONTEXTS = 8;

interface CachedText {
  readonly read: ChunkBlocks;
  readonly drafts: Map<string, DraftEntry>;
}

/** One cache may serve any number of documents. */
export function createSectionCache(maxEntries: number): SectionCache {
  let inUse: ReadonlySet<ChunkBlocks> = new Set();
  const texts = new TextCache<CachedText>(maxEntries, CACHED_UNITS, (entry) => inUse.has(entry.read));
  const drafts = new WeakMap<ChunkBlocks, Map<string, DraftEntry>>();
  const earlier = new WeakMap<ChunkBlocks, Map<string, DraftEntry>>();
  const lookUp = (text: string, expected: ChunkBlocks | undefined): ChunkBlocks => {
    const entry = texts.read(text, within, (own) => {
      const changed = expected === undefined ? null : withChangedRow(expected, own);
      // Every version of a large table kept would be moved about in memory with each edit.
      if (expected !== undefined && changed !== null) texts.forget(expected.text);
      const read = changed ?? readBlocks(own);
      const known = expected === undefined ? undefined : drafts.get(expected);
      if (changed !== null && known !== undefined) earlier.set(read, known);
      return { read, drafts: new Map() };
    });
    drafts.set(entry.read, entry.drafts);
    return entry.read;
  };
  let last: { readonly items: readonly ParsedItem[]; readonly placed: readonly PlacedItems[] } | null = null;
  let before: readonly ChunkBlocks[] = [];
  let current: ChunkBlocks[] = [];
  let within = 0;
  return {
    begin: (units) => {
      within = units;
      before = current;
      inUse = new Set(before);
      current = [];
    },
    // A document read again mostly brings the pieces of its last reading in the same order, and comparing with the
    // one expected is several times cheaper than hashing.
    blocks: (text) => {
      const expected = before[current.length];
      const read = expected !== undefined && expected.text === text ? expected : lookUp(text, expected);
      current.push(read);
      return read;
    },
    *draft(read, context, make) {
      const known = drafts.get(read);
      const entry = known?.get(context) ?? {
        draft: yield* make(),
        placed: null,
        before: earlier.get(read)?.get(context) ?? null,
      };
      if (known !== undefined && known.size >= CONTEXTS) known.clear();
      known?.set(context, entry);
      return entry;
    },
    keepItems: (items, placed) => {
      const at = last === null ? null : changedPlaces(last.placed, placed);
      if (last !== null && at !== null) noteChange(items, { before: last.items, at });
      last = { items, placed };
    },
    rows: createRowCache(),
    address: createAddressBook(),
  };
}

/** Where the items of two documents differ, from where those of their sections do; null where that is not known. */
function changedPlaces(before: readonly PlacedItems[], after: readonly PlacedItems[]): number[] | null {
  if (before.length !== after.length) return null;
  const at: number[] = [];
  let first = 0;
  for (const [place, { items }] of after.entries()) {
    const changed = changedBetween(before[place]?.items ?? [], items);
    if (changed === null) return null;
    for (const one of changed) at.push(first + one);
    first += items.length;
  }
  return at;
}

/** For a single reading: remembers nothing. */
export const noCache: SectionCache = {
  begin: () => undefined,
  blocks: readBlocks,
  *draft(_read, _context, make) {
    return { draft: yield* make(), placed: null, before: null };
  },
  keepItems: () => undefined,
  rows: noRowCache,
  address: addressOf,
};
