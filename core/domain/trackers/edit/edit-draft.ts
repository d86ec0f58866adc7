import type { Span, Splice } from '../text/span.ts';

/** Text for an insertion point: literal, or a range of the document with its pending changes. */
type Piece = { readonly literal: string } | { readonly moved: Span };

interface Insertion {
  readonly piece: Piece;
  /** Lets a later edit of the same plan stand beside a row that this plan moved. */
  readonly tag: string | null;
}

/**
 * Changes collected against one text. Cell writes may lie inside rows that are moved, copied or deleted by the
 * same plan; the draft composes them, so that a plan always comes out as ascending, non-overlapping splices.
 */
export class Draft {
  private readonly text: string;
  private readonly eol: string;
  private readonly cells = new Map<number, Splice>();
  private readonly removed: Span[] = [];
  private readonly insertions = new Map<number, Insertion[]>();
  private readonly rewritten = new Map<string, readonly Splice[]>();

  constructor(text: string, eol: string) {
    this.text = text;
    this.eol = eol;
  }

  /** A later write to the same place replaces the earlier one. */
  write(splice: Splice): void {
    this.cells.set(splice.start, splice);
  }

  pending(start: number): Splice | null {
    return this.cells.get(start) ?? null;
  }

  /** Lines of a range that a person retyped; retyping them again replaces the first version. */
  rewrite(range: string, splices: readonly Splice[]): void {
    this.rewritten.set(range, splices);
  }

  remove(span: Span): void {
    this.removed.push(span);
  }

  move(
    span: Span,
    tag: string,
    place: { at: number; side: 'before' | 'after'; beside: string | null },
  ): void {
    this.remove(span);
    this.place({ piece: { moved: span }, tag }, place);
  }

  insert(literal: string, place: { at: number; side: 'before' | 'after'; beside: string | null }): void {
    this.place({ piece: { literal }, tag: null }, place);
  }

  /** The range as it will read once the changes inside it are applied. */
  render(span: Span): string {
    let out = '';
    let at = span.start;
    for (const splice of this.within(span)) {
      out += this.text.slice(at, splice.start) + splice.insert;
      at = splice.end;
    }
    return out + this.text.slice(at, span.end);
  }

  /** Null when two edits of the plan change the same text in ways that can't both hold. */
  splices(): Splice[] | null {
    const typed = [...this.rewritten.values()].flat();
    const all = [...this.within({ start: 0, end: this.text.length }, true), ...typed];
    all.sort((a, b) => a.start - b.start || a.end - b.end);
    let end = 0;
    for (const splice of all) {
      if (splice.start < end) return null;
      end = splice.end;
    }
    return all.filter((splice) => this.text.slice(splice.start, splice.end) !== splice.insert);
  }

  private place(
    insertion: Insertion,
    place: { at: number; side: 'before' | 'after'; beside: string | null },
  ): void {
    for (const list of this.insertions.values()) {
      const index = place.beside === null ? -1 : list.findIndex((other) => other.tag === place.beside);
      if (index >= 0) {
        list.splice(place.side === 'after' ? index + 1 : index, 0, insertion);
        return;
      }
    }
    const list = this.insertions.get(place.at) ?? [];
    // Rows put after the upper neighbour stand above rows put before the lower one, the latest nearest to its anchor.
    if (place.side === 'after') list.unshift(insertion);
    else list.push(insertion);
    this.insertions.set(place.at, list);
  }

  private within(range: Span, whole = false): Splice[] {
    const removed = this.removedWithin(range, whole);
    const gone = (at: number) => removed.some((span) => at >= span.start && at < span.end);
    const out: Splice[] = removed.map((span) => ({ ...span, insert: '' }));
    for (const cell of this.cells.values()) {
      if (cell.start >= range.start && cell.end <= range.end && !gone(cell.start)) out.push(cell);
    }
    for (const [at, list] of this.insertions) {
      const inside = whole ? true : at > range.start && at < range.end;
      const swallowed = removed.some((span) => at > span.start && at < span.end);
      if (inside && !swallowed) out.push({ start: at, end: at, insert: this.lines(at, list) });
    }
    return out.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private removedWithin(range: Span, whole: boolean): Span[] {
    const inside = this.removed
      .filter((span) => span.start >= range.start && span.end <= range.end)
      .filter((span) => whole || span.start !== range.start || span.end !== range.end)
      .sort((a, b) => a.start - b.start || b.end - a.end);
    const merged: Span[] = [];
    for (const span of inside) {
      const last = merged.at(-1);
      if (last && span.start < last.end)
        merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
      else merged.push(span);
    }
    return merged;
  }

  /** Whole lines, so that a row put behind an unfinished last line begins its own line. */
  private lines(at: number, list: readonly Insertion[]): string {
    let body = '';
    for (const { piece } of list) {
      const part = 'literal' in piece ? piece.literal : this.render(piece.moved);
      body += part.endsWith('\n') || part.endsWith('\r') ? part : part + this.eol;
    }
    const before = this.text.slice(Math.max(0, at - 1), at);
    if (at < this.text.length || before === '' || before === '\n' || before === '\r') return body;
    return this.eol + body.replace(/(\r\n|\n|\r)$/, '');
  }
}
