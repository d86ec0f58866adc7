import { opensDiagram } from '../diagrams/diagrams.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Block, RowLine } from '../text/blocks.ts';
import { type ChunkBlocks, readBlocks } from '../text/read-blocks.ts';
import type { Span } from '../text/span.ts';

/** Whether a document of this profile is text exported from a web page: no heading has its mark. */
export function isFlattened(text: string, profile: Profile): boolean {
  if (profile.flattened === undefined || /^ {0,3}#{1,6}[ \t]/mu.test(text)) return false;
  const patterns = profile.flattened.headings.map(({ match }) => new RegExp(match, 'iu'));
  const lines = text.split(/\r\n|\n|\r/u);
  return lines.filter((line) => patterns.some((pattern) => pattern.test(line))).length >= 3;
}

/** Blocks of a text that lost its marks: headings by known labels and numbering, rows by known column titles. */
export function readFlattened(text: string, profile: Profile): ChunkBlocks {
  const plain = readBlocks(text);
  const walk = new FlattenedWalk(text, plain, profile);
  for (let line = 0; line < plain.starts.length; ) line = walk.take(line);
  return { ...plain, blocks: walk.blocks, open: false };
}

const ITEM = /^(\s*)(?:(\d{1,9}[.)])|[-*+•])\s+(?=\S)/u;

class FlattenedWalk {
  readonly blocks: Block[] = [];
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #headings: readonly { match: RegExp; level: number }[];
  readonly #noise: readonly RegExp[];
  readonly #rowHeaders: readonly RegExp[];
  /** What an ordinary Markdown reading finds stays found: tables and check boxes, by their first line. */
  readonly #real = new Map<number, { readonly block: Block; readonly until: number }>();
  #titled = false;
  #list = 0;
  #inList = false;

  constructor(text: string, plain: ChunkBlocks, profile: Profile) {
    this.#text = text;
    this.#starts = plain.starts;
    const { headings = [], noise = [] } = profile.flattened ?? {};
    this.#headings = headings.map(({ match, level }) => ({ match: new RegExp(match, 'iu'), level }));
    this.#noise = noise.map((match) => new RegExp(match, 'iu'));
    this.#rowHeaders = profile.rules.flatMap(({ textRows }) =>
      textRows ? [new RegExp(textRows.header, 'iu')] : [],
    );
    for (const block of plain.blocks) {
      const last = block.type === 'table' ? (block.rows.at(-1)?.line ?? block.line) : block.line;
      if (block.type === 'table' || block.type === 'fence')
        this.#real.set(block.line, { block, until: last + 1 });
      if (block.type === 'item' && block.check !== null) {
        const own = {
          ...block,
          parent: -1,
          depth: 0,
          end: this.#lineEnd(block.line),
          ...clip(block.text, this.#lineEnd(block.line)),
        };
        this.#real.set(block.line, { block: own, until: block.line + 1 });
      }
    }
  }

  /** Reads what begins at `line` and tells the line behind it. */
  take(line: number): number {
    const content = this.#line(line);
    const raw = this.#text.slice(content.start, content.end);
    const real = this.#real.get(line);
    if (real !== undefined && real.block.type !== 'fence') {
      this.blocks.push(real.block);
      return real.until;
    }
    if (raw === '' || this.#noise.some((noise) => noise.test(raw))) return line + 1;
    if (opensDiagram(raw)) return this.#diagram(line);
    if (this.#rowHeaders.some((header) => header.test(raw))) return this.#rows(line);
    const level = this.#headingLevel(this.#text.slice(this.#starts[line], content.end));
    if (level !== null) {
      this.#inList = false;
      this.#titled = true;
      this.blocks.push({
        type: 'heading',
        line,
        ...this.#whole(line, line),
        level,
        text: content,
        opensSection: true,
        guessed: true,
      });
      return line + 1;
    }
    this.#proseOrItem(line, content);
    return line + 1;
  }

  #headingLevel(fromMargin: string): number | null {
    if (!this.#titled) return 1;
    return this.#headings.find(({ match }) => match.test(fromMargin))?.level ?? null;
  }

  #proseOrItem(line: number, content: Span): void {
    const whole = this.#whole(line, line);
    const marker = ITEM.exec(this.#text.slice(whole.start, content.end));
    if (marker === null) {
      this.#inList = false;
      this.blocks.push({ type: 'paragraph', line, ...whole, text: content, item: -1, quoted: false });
      return;
    }
    if (!this.#inList) this.#list += 1;
    this.#inList = true;
    const text = { start: whole.start + marker[0].length, end: content.end };
    const ordered = marker[2] !== undefined;
    this.blocks.push({
      type: 'item',
      line,
      ...whole,
      depth: 0,
      parent: -1,
      ordered,
      list: this.#list,
      text,
      check: null,
    });
  }

  /** A diagram without its fence ends at the first line that stands at the margin again. */
  #diagram(line: number): number {
    let next = line + 1;
    let last = line;
    for (; next < this.#starts.length; next += 1) {
      const { start, end } = this.#line(next);
      if (start === end) continue;
      if (start === this.#starts[next]) break;
      last = next;
    }
    const whole = this.#whole(line, last);
    this.blocks.push({ type: 'fence', line, ...whole, info: 'mermaid', body: whole });
    return last + 1;
  }

  /** Rows go on to the next blank line. */
  #rows(line: number): number {
    const rows: RowLine[] = [];
    let next = line;
    for (; next < this.#starts.length; next += 1) {
      const content = this.#line(next);
      if (content.start === content.end) break;
      rows.push({ line: next, ...content });
    }
    this.blocks.push({ type: 'text-rows', line, ...this.#whole(line, next - 1), rows });
    return next;
  }

  #whole(line: number, last: number): Span {
    return { start: this.#starts[line] ?? this.#text.length, end: this.#lineEnd(last) };
  }

  #lineEnd(line: number): number {
    return this.#starts[line + 1] ?? this.#text.length;
  }

  /** The line's content without indent and blanks at its end. */
  #line(line: number): Span {
    let start = this.#starts[line] ?? this.#text.length;
    let end = this.#lineEnd(line);
    while (end > start && /\s/u.test(this.#text.charAt(end - 1))) end -= 1;
    while (start < end && /[\s\uFEFF]/u.test(this.#text.charAt(start))) start += 1;
    return { start, end };
  }
}

function clip(text: Span | null, end: number): { text: Span | null } {
  return { text: text === null ? null : { start: text.start, end: Math.min(text.end, end) } };
}
