import type { Skipped } from '../../model.ts';
import type { TableRow } from '../../text/blocks.ts';
import type { ItemDraft } from '../draft.ts';
import type { RowReading } from './read-row.ts';

/** What a table adds to the reading of its chunk. */
export interface TableItems {
  readonly items: readonly ItemDraft[];
  readonly skipped: readonly Skipped[];
  readonly guesses: readonly { readonly line: number; readonly what: string }[];
  /** The status words of its items, counted, in order of appearance. */
  readonly words: ReadonlyMap<string, number>;
  /** As in `ChunkDraft`, the two below. */
  readonly plainDays: boolean;
  readonly hasReferences: boolean;
}

/** A table as it was last read: what its rows became holds for those that are the same. */
export interface KnownTable {
  /** What its items depend on besides its rows. */
  readonly context: string;
  /** Keys asked for in its section before its own. */
  readonly askedBefore: readonly string[];
  readonly rows: readonly TableRow[];
  readonly readings: readonly RowReading[];
  /** By row, as the two below; null for a row that is no item. */
  readonly asked: readonly (string | null)[];
  readonly keys: readonly (string | null)[];
  readonly drafts: readonly (ItemDraft | null)[];
  readonly all: TableItems;
}
