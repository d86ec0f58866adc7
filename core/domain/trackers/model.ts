import type { Span } from './text/span.ts';
import type { ColumnRole } from './vocabulary/column-words.ts';
import type { ItemState } from './vocabulary/states.ts';
import type { TableKind } from './vocabulary/table-kinds.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

export type FieldKind = 'status' | 'date' | 'owner' | 'text' | 'notes' | 'check' | 'number';

/** One editable or readable value of an item: where it stands and what it says. */
export interface Field {
  /**
   * `name`, `status`, `date` (the day it is due), `start`, `done`, `owner`, `key`, `depends`, `priority`, `notes`,
   * `check`, or a slug of the column or label. Unique per item.
   */
  readonly name: string;
  /** The document's own word for it ("Target Date"). */
  readonly label: string;
  readonly kind: FieldKind;
  /**
   * The content without padding, counted from the start of its item, so that a reading of it holds wherever the item
   * moves: `fieldSpan` says where it stands. An empty cell is a zero-length span where text would go.
   */
  readonly within: Span;
  /** Exactly what the text says there. */
  readonly raw: string;
  /** Readable value: escapes and inline marks removed; dates ISO (`2026-02-16`) when understood, else as `raw`; check `true`/`false`. */
  readonly value: string;
  readonly editable: boolean;
  /** Why it can't be edited, in words; absent when editable. */
  readonly locked?: string;
}

export type ItemKind =
  | 'milestone'
  | 'workstream'
  | 'acceptance'
  | 'phase'
  | 'task'
  | 'criterion'
  | 'exit-criterion'
  | 'order-step'
  | 'version'
  | 'accomplishment'
  | 'statistic'
  | 'deferred'
  | 'open-item'
  | 'baseline'
  | 'gap'
  | 'check'
  | 'row'
  | 'list-item'
  /** A heading whose section states a status, in documents without a profile of their own. */
  | 'section';

/** What carries the item in the document; editing rules follow from it. */
export type Carrier = 'table-row' | 'list-item' | 'heading' | 'text-row' | 'diagram-node' | 'yaml-task';

export interface ParsedItem {
  /** `section-path/key`, with `~2` for the second of the same. Unique in the document. */
  readonly address: string;
  /** Own id prefix (`M0`, `WS1`, `REG-01`) else a slug of the name. */
  readonly key: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** Index into `ParsedDocument.sections`. */
  readonly section: number;
  /** Address of the item this one belongs to (milestone -> workstream, task -> phase), if any. */
  readonly parent: string | null;
  readonly carrier: Carrier;
  /** Whole lines of the item, end of line included; what delete, move and duplicate act on. */
  readonly span: Span;
  /** 1-based line of `span.start`. */
  readonly line: number;
  readonly fields: readonly Field[];
  /** Raw status word, null where the item has none; an empty status cell has a state nevertheless. */
  readonly status: string | null;
  /** Mapped state, planned for an empty status cell; null where the item has no place for a status. */
  readonly state: ItemState | null;
  /** True when the generic table guessed the state: shown as a guess, and a finding until accepted. */
  readonly guess: boolean;
  /** Planned with a mark (`deferred`). */
  readonly deferred: boolean;
  /** Id of the vocabulary its status uses, null without status. */
  readonly vocabulary: string | null;
  /** Addresses this item says it waits for (dependency columns, diagram arrows, YAML depends_on). */
  readonly dependsOn: readonly string[];
}

export interface ParsedSection {
  /** Slugs of the headings down to this one, joined by `/`; '' before the first heading. */
  readonly path: string;
  readonly title: string;
  /** 0 for the lead, else the heading's level. */
  readonly level: number;
  readonly heading: Span | null;
  /** From the heading to the next heading of any level (own body only). */
  readonly span: Span;
  readonly line: number;
  /** What the profile made of it, for the table's groups. */
  readonly role: string | null;
}

export interface MetaField {
  readonly name: string;
  readonly label: string;
  readonly span: Span;
  readonly raw: string;
  readonly value: string;
  readonly source: 'front-matter' | 'line' | 'yaml';
}

export interface LogEntry {
  /** ISO date, or null when the line states none. */
  readonly date: string | null;
  readonly text: string;
  readonly span: Span;
  readonly line: number;
}

export type DiagramKind = 'state' | 'flowchart' | 'gantt' | 'sequence' | 'other';

export interface Diagram {
  readonly kind: DiagramKind;
  readonly title: string;
  readonly section: number;
  readonly span: Span;
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly class: string | null }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string | null }[];
  /** gantt only; `start`/`length` in the diagram's own unit. */
  readonly bars: readonly {
    readonly id: string;
    readonly label: string;
    readonly section: string;
    readonly done: boolean;
    readonly active: boolean;
    readonly start: number;
    readonly length: number;
  }[];
}

/** A table, list or cell that was seen and left alone, with the reason in words. */
export interface Skipped {
  readonly what:
    | 'table'
    | 'row'
    | 'cell'
    | 'check'
    | 'list'
    | 'heading'
    | 'front-matter'
    | 'diagram'
    | 'html'
    | 'conflict'
    | 'bytes';
  readonly line: number;
  readonly reason: string;
}

/** What a column was taken for. */
export interface ColumnReading {
  readonly label: string;
  /** The first cell that says something, shortened; empty where none does. */
  readonly sample: string;
  /** Field of the items that it fills, null where it is left alone. */
  readonly field: string | null;
  readonly role: ColumnRole | null;
  /** From 0 to 1; 1 where a person said so. */
  readonly sureness: number;
  /** In words, what speaks for it. */
  readonly reasons: readonly string[];
}

/** How a table was read, and why. */
export interface TableReading {
  readonly line: number;
  readonly kind: TableKind;
  /** From 0 to 1; 1 where a person or the document's profile said so. */
  readonly sureness: number;
  /** In words, what speaks for the kind. */
  readonly reasons: readonly string[];
  readonly rows: number;
  readonly columns: readonly ColumnReading[];
  /** Why its rows became no items; null where they did. */
  readonly leftAlone: string | null;
}

/** Why a text can be read and not edited, whoever may write its file. */
export interface ReadOnly {
  readonly code: 'tracker.conflict-markers' | 'tracker.not-utf8';
  /** What is wrong, what is kept and what to do, in sentences. */
  readonly reason: string;
  /** 1-based lines, both included. */
  readonly places: readonly { readonly line: number; readonly lastLine: number }[];
}

export interface ParsedDocument {
  readonly profile: string;
  readonly title: string;
  readonly text: string;
  readonly readOnly: ReadOnly | null;
  readonly meta: readonly MetaField[];
  readonly sections: readonly ParsedSection[];
  readonly items: readonly ParsedItem[];
  readonly vocabularies: readonly Vocabulary[];
  readonly log: readonly LogEntry[];
  readonly diagrams: readonly Diagram[];
  /** Every table with rows, in the order of the text. */
  readonly tables: readonly TableReading[];
  /** GFM tables and check boxes turned into items (physical counts, for `tracker check`). */
  readonly recognised: { readonly tables: number; readonly checks: number };
  readonly skipped: readonly Skipped[];
  /** Readings of flattened web text and undeclared words: shown as guesses. */
  readonly guesses: readonly { readonly line: number; readonly what: string }[];
  /** ISO date the document gives as its own last update (meta line, else newest log entry), or null. */
  readonly lastUpdated: string | null;
  /** Counts per `role` of the profile, e.g. {"programme milestones": 5, ...}; what import prints. */
  readonly counts: Readonly<Record<string, number>>;
}
