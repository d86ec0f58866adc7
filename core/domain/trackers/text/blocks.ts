import type { Span } from './span.ts';

/** Offsets of every block are relative to the text the blocks were read from; `line` is 0-based in it. */
interface BlockPlace extends Span {
  readonly line: number;
}

export interface HeadingBlock extends BlockPlace {
  readonly type: 'heading';
  readonly level: number;
  readonly text: Span;
  /** False inside a list or quote: such a heading opens no section. */
  readonly opensSection: boolean;
  /** Its mark was lost: a known label or numbering made it a heading. */
  readonly guessed?: boolean;
}

export interface RowLine extends Span {
  readonly line: number;
}

/**
 * A row's content, without container marks and padding, told from the start of its line. The same object in two readings
 * is the same text: what was read of it holds.
 */
export interface TableRow {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Rows: header, delimiter, then the body. */
export interface TableBlock extends BlockPlace {
  readonly type: 'table';
  readonly rows: readonly TableRow[];
}

export interface ItemBlock extends BlockPlace {
  readonly type: 'item';
  /** 0 for the outermost list. */
  readonly depth: number;
  /** Index of the enclosing item in the block list, or -1. */
  readonly parent: number;
  readonly ordered: boolean;
  /** Which list of the text it belongs to: items of one list share it. */
  readonly list: number;
  /** Its first paragraph, the task mark included. */
  readonly text: Span | null;
  /** The character between the brackets of a task mark. */
  readonly check: Span | null;
}

export interface ParagraphBlock extends BlockPlace {
  readonly type: 'paragraph';
  readonly text: Span;
  /** Index of the enclosing item, or -1. */
  readonly item: number;
  readonly quoted: boolean;
}

export interface FenceBlock extends BlockPlace {
  readonly type: 'fence';
  readonly info: string;
  readonly body: Span;
}

/** Indented by four: code, whatever it looks like. */
export interface CodeBlock extends BlockPlace {
  readonly type: 'code';
}

export interface HtmlBlock extends BlockPlace {
  readonly type: 'html';
}

/** Rows of a table that lost its bars: one line per row, cut in two by a profile's rule. */
export interface TextRowsBlock extends BlockPlace {
  readonly type: 'text-rows';
  readonly rows: readonly RowLine[];
}

export type Block =
  | HeadingBlock
  | TableBlock
  | ItemBlock
  | ParagraphBlock
  | FenceBlock
  | HtmlBlock
  | CodeBlock
  | TextRowsBlock;
