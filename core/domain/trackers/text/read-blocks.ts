import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, ItemBlock, TableRow } from './blocks.ts';
import { type DayOrder, dayOrderOf } from './calendar/date-forms.ts';
import { useFootnotes } from './footnote-rule.ts';
import { withOtherBlanks, withoutOtherBlanks } from './html-blanks.ts';
import type { Span } from './span.ts';
import { useTableLines } from './table-rule.ts';
import { lineStarts } from './text.ts';

/** Deeper nesting than anybody writes; keeps the recursion of the block rules off the end of the stack. */
const MAX_NESTING = 300;

const md = new MarkdownIt('default', { html: true, maxNesting: MAX_NESTING });
useTableLines(md);
useFootnotes(md);

export interface ChunkBlocks {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Offsets of line starts; a final line end opens one more, empty line. */
  readonly starts: readonly number[];
  /** Number of line ends. */
  readonly lines: number;
  /** The last block would have gone on beyond the text: a fence, comment or raw HTML without its end. */
  readonly open: boolean;
  /** First line nested deeper than is read, null where nothing is. */
  readonly tooDeep: number | null;
  /** How its all-digit dates order day and month, where they tell. */
  readonly dayOrder: DayOrder;
}

/** Block structure by markdown-it's block rules only: line ranges, no inline parsing. */
export function readBlocks(text: string): ChunkBlocks {
  // Same length, so that offsets hold: a blank before a line end means nothing to block rules.
  const src = text.includes('\r') ? text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n') : text;
  const starts = lineStarts(src);
  const tokens: Token[] = [];
  const parsed = withoutOtherBlanks(src.includes('\0') ? src.replaceAll('\0', '\uFFFD') : src);
  md.block.parse(parsed, md, {}, tokens);
  const walk = new BlockWalk(src, parsed, starts);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token !== undefined) walk.take(token, tokens[at + 1], tokens[at + 2]);
  }
  const lines = starts.length - 1;
  const deep = tokens.find((token) => token.level >= MAX_NESTING - 2);
  const tooDeep = deep === undefined ? null : (deep.map?.[0] ?? 0);
  const open = isOpen(src, starts, tokens);
  return { text, blocks: walk.blocks, starts, lines, open, tooDeep, dayOrder: dayOrderIn(text) };
}

export function dayOrderIn(text: string): DayOrder {
  return /[/-]20\d\d/u.test(text) ? dayOrderOf([text]) : null;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

class BlockWalk {
  readonly blocks: Block[] = [];
  readonly #src: string;
  /** As the block rules were given it. */
  readonly #parsed: string;
  readonly #starts: readonly number[];
  /** The items that are open, outermost first, with their places in `blocks`. */
  readonly #items: { readonly at: number; readonly item: Draft<ItemBlock> }[] = [];
  readonly #lists: { id: number; ordered: boolean }[] = [];
  #quotes = 0;
  #listCount = 0;
  /** The item just opened: only its first child may carry the task mark. */
  #fresh: Draft<ItemBlock> | null = null;

  constructor(src: string, parsed: string, starts: readonly number[]) {
    this.#src = src;
    this.#parsed = parsed;
    this.#starts = starts;
  }

  take(token: Token, next: Token | undefined, afterNext: Token | undefined): void {
    const fresh = this.#fresh;
    if (token.type === 'inline') return;
    this.#fresh = null;
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.#lists.push({ id: this.#listCount, ordered: token.type === 'ordered_list_open' });
        this.#listCount += 1;
        return;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.#lists.pop();
        return;
      case 'list_item_open':
        this.#openItem(token, next, afterNext);
        return;
      case 'list_item_close':
        this.#items.pop();
        return;
      case 'blockquote_open':
        this.#quotes += 1;
        return;
      case 'blockquote_close':
        this.#quotes -= 1;
        return;
      case 'paragraph_open':
        this.#paragraph(token, next, fresh);
        return;
      case 'heading_open':
        this.#heading(token, next);
        return;
      case 'table_lines':
        this.#table(token);
        return;
      case 'fence':
        this.#fence(token);
        return;
      case 'code_block':
        this.blocks.push({ type: 'code', ...this.#place(token) });
        return;
      case 'html_block':
        this.blocks.push({ type: 'html', ...this.#place(token) });
        return;
      default:
    }
  }

  #openItem(token: Token, next: Token | undefined, afterNext: Token | undefined): void {
    const list = this.#lists.at(-1);
    const item: Draft<ItemBlock> = {
      type: 'item',
      ...this.#place(token),
      depth: this.#lists.length - 1,
      parent: this.#items.at(-1)?.at ?? -1,
      ordered: list?.ordered ?? false,
      list: list?.id ?? 0,
      text: null,
      check: null,
    };
    this.#items.push({ at: this.blocks.length, item });
    this.blocks.push(item);
    if (next?.type === 'paragraph_open' && afterNext?.type === 'inline') this.#fresh = item;
  }

  #paragraph(token: Token, next: Token | undefined, fresh: Draft<ItemBlock> | null): void {
    const place = this.#place(token);
    const text = this.#untilRow(token, this.#contentSpan(token, next?.content ?? ''));
    if (fresh !== null) {
      fresh.text = text;
      if (place.line === fresh.line || this.#sitsTight(fresh, text)) fresh.check = taskMark(this.#src, text);
      return;
    }
    this.blocks.push({
      type: 'paragraph',
      ...place,
      text,
      item: this.#items.at(-1)?.at ?? -1,
      quoted: this.#quotes > 0,
    });
  }

  /** To Markdown, a table row right below an entry is more of its text; to whoever put it there it is a row. */
  #untilRow(token: Token, text: Span): Span {
    const [from = 0, to = 0] = token.map ?? [];
    if (this.#items.length === 0) return text;
    for (let line = from + 1; line < to; line += 1) {
      const start = this.#starts[line] ?? text.end;
      if (!/^[ \t>]*\|/u.test(this.#src.slice(start, this.#lineEnd(line)))) continue;
      const end = this.#starts[to] ?? this.#src.length;
      for (const { item } of this.#items) if (item.end <= end) item.end = start;
      return { start: text.start, end: trimBack(this.#src, text.start, start) };
    }
    return text;
  }

  /** An item may begin on the line below its marker, but then without further indent. */
  #sitsTight(item: ItemBlock, text: Span): boolean {
    const markerEnd = trimBack(this.#src, item.start, this.#lineEnd(item.line));
    const lineStart = this.#src.lastIndexOf('\n', text.start - 1) + 1;
    return text.start - lineStart === markerEnd - item.start + 1;
  }

  #heading(token: Token, next: Token | undefined): void {
    const content = next?.content ?? '';
    const place = this.#place(token);
    const setext = token.markup === '=' || token.markup === '-';
    const text = setext ? this.#contentSpan(token, content, 1) : this.#atxText(place, content);
    const opensSection = token.level === 0;
    this.blocks.push({ type: 'heading', ...place, level: Number(token.tag.slice(1)), text, opensSection });
  }

  #atxText(place: Span, content: string): Span {
    const line = this.#src.slice(place.start, place.end);
    const marks = /#{1,6}[ \t]*/u.exec(line);
    const from = place.start + (marks === null ? 0 : marks.index + marks[0].length);
    const at = content === '' ? from : this.#parsed.indexOf(content, from);
    return at === -1 ? { start: from, end: from } : { start: at, end: at + content.length };
  }

  #table(token: Token): void {
    const meta: unknown = token.meta;
    const flat = readRows(meta);
    const rows: TableRow[] = [];
    for (let at = 0; at + 2 < flat.length; at += 3) {
      const line = flat[at] ?? 0;
      const start = this.#starts[line] ?? 0;
      rows.push({ line, from: (flat[at + 1] ?? 0) - start, to: (flat[at + 2] ?? 0) - start });
    }
    this.blocks.push({ type: 'table', ...this.#place(token), rows });
  }

  #fence(token: Token): void {
    const place = this.#place(token);
    const [from = 0, to = 0] = token.map ?? [];
    const start = Math.min(this.#starts[from + 1] ?? place.end, place.end);
    const last = isFenceEnd(this.#src, this.#starts, token) ? (this.#starts[to - 1] ?? place.end) : place.end;
    const body = { start, end: Math.max(start, last) };
    this.blocks.push({ type: 'fence', ...place, info: withOtherBlanks(token.info).trim(), body });
  }

  /** Whole lines, blank ones at the end left out. */
  #place(token: Token): Span & { line: number } {
    const [from = 0, to = 0] = token.map ?? [];
    let last = to;
    while (last > from + 1 && this.#isBlankLine(last - 1)) last -= 1;
    const start = this.#starts[from] ?? this.#src.length;
    return { line: from, start, end: this.#starts[last] ?? this.#src.length };
  }

  #isBlankLine(line: number): boolean {
    const end = this.#starts[line + 1] ?? this.#src.length;
    for (let at = this.#starts[line] ?? end; at < end; at += 1) {
      const unit = this.#src.charCodeAt(at);
      if (unit !== 32 && unit !== 9 && unit !== 10 && unit !== 62) return false;
    }
    return true;
  }

  /** Where a paragraph's content stands: its first line is the end of the first source line. */
  #contentSpan(token: Token, content: string, linesBelow = 0): Span {
    const [from = 0, to = 0] = token.map ?? [];
    const lastLine = Math.max(from, to - 1 - linesBelow);
    const end = trimBack(this.#src, this.#starts[from] ?? 0, this.#lineEnd(lastLine));
    const breakAt = content.indexOf('\n');
    const first = breakAt === -1 ? content : content.slice(0, breakAt);
    let lineEnd = this.#lineEnd(from);
    const lineStart = this.#starts[from] ?? 0;
    if (breakAt === -1) lineEnd = lineStart + this.#src.slice(lineStart, lineEnd).trimEnd().length;
    let start = Math.max(lineStart, lineEnd - first.length);
    while (start > lineStart && /\s/u.test(this.#src.charAt(start - 1))) start -= 1;
    while (start < end && isBlank(this.#src.charCodeAt(start))) start += 1;
    return { start, end: Math.max(start, end) };
  }

  #lineEnd(line: number): number {
    const next = this.#starts[line + 1];
    return next === undefined ? this.#src.length : next - 1;
  }
}

function readRows(meta: unknown): readonly number[] {
  if (typeof meta !== 'object' || meta === null || !('rows' in meta)) return [];
  const { rows } = meta;
  return Array.isArray(rows) ? rows.filter((entry) => typeof entry === 'number') : [];
}

/** As GFM, and with the no-break blanks that some keyboards type. */
const TASK = /\[([ \t\n\u00A0xX])\](?=[ \t\n\u00A0])/uy;

/** GFM: the mark opens the item's first paragraph and something follows it. */
function taskMark(src: string, text: Span): Span | null {
  TASK.lastIndex = text.start;
  const found = TASK.exec(src);
  if (found === null || text.start + found[0].length >= text.end) return null;
  return { start: text.start + 1, end: text.start + 2 };
}

function trimBack(src: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(src.charCodeAt(end - 1))) end -= 1;
  return end;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10;
}

function isFenceEnd(src: string, starts: readonly number[], token: Token): boolean {
  const [from = 0, to = 0] = token.map ?? [];
  if (to - 1 <= from) return false;
  const line = src.slice(starts[to - 1] ?? src.length, starts[to] ?? src.length);
  // Indented by four, the mark is text; inside a list or a quote the container's own indent comes before it.
  const end = token.level === 0 ? /^ {0,3}(`{3,}|~{3,})[ \t]*\n?$/u : /^[\s>]*(`{3,}|~{3,})[ \t]*\n?$/u;
  const run = end.exec(line)?.[1] ?? '';
  return run.length >= token.markup.length && run.startsWith(token.markup);
}

const HTML_ENDS: readonly (readonly [RegExp, RegExp])[] = [
  [/^\s*<(?:script|pre|style|textarea)(?=\s|>|$)/iu, /<\/(?:script|pre|style|textarea)>/iu],
  [/^\s*<!--/u, /-->/u],
  [/^\s*<\?/u, /\?>/u],
  [/^\s*<!\[CDATA\[/u, /\]\]>/u],
  [/^\s*<![A-Za-z]/u, />/u],
];

/** Whether a heading put right behind the text could still be swallowed by its last block. */
function isOpen(src: string, starts: readonly number[], tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last === undefined || last.level !== 0 || last.map === null) return false;
  if (last.map[1] < starts.length - 1 && !reachesEnd(src, starts, last.map[1])) return false;
  if (last.type === 'fence') return !isFenceEnd(src, starts, last);
  if (last.type !== 'html_block') return false;
  const ends = HTML_ENDS.find(([begin]) => begin.test(last.content));
  if (ends !== undefined) return !ends[1].test(last.content);
  return reachesEnd(src, starts, last.map[1]) && !/\n[ \t]*\n$/u.test(src);
}

function reachesEnd(src: string, starts: readonly number[], line: number): boolean {
  return (starts[line] ?? src.length) >= src.length;
}
