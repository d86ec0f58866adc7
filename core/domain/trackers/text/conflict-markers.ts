import type { Span } from './span.ts';
import { lineStarts } from './text.ts';

/** One conflict that a merge left in the text; lines are 1-based, both included. */
export interface MarkedConflict {
  readonly line: number;
  readonly lastLine: number;
}

interface ConflictMarkers {
  readonly conflicts: readonly MarkedConflict[];
  /** What to leave out so that only what the two sides say remains: marker lines, and what both sides started from. */
  readonly cuts: readonly Span[];
}

const NONE: ConflictMarkers = { conflicts: [], cuts: [] };

/**
 * Git writes its markers at the start of a line. A formatter that takes them for text indents them, escapes them, makes
 * table rows of them (all three in `LEAD`) and quotes of the last one, which then swallow the lines behind it.
 */
const LEAD = String.raw`^[ \t]*(?:\|[ \t]+)?\\?`;
const TAIL = String.raw`[ \t|]*$`;
const OPENING = new RegExp(`${LEAD}(<{7,30})(?: .*)?${TAIL}`, 'u');
const SEPARATOR = new RegExp(`${LEAD}(={7,30})${TAIL}`, 'u');
const BASE = /^[ \t]*(\|{7,30})(?: .*)?$/u;
const CLOSING = /^[ \t]*(>{7,30})(?: .*)?$/u;
const QUOTED_CLOSING = /^[ \t]*((?:> ){6,29}>)(?: .*)?$/u;
/** Without its other half a marker is one only as Git writes it, with a name behind it. */
const LONE = /^(?:<{7}|>{7}) [^<>]*[^<>\s][ \t]*$/u;
const FENCE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$/u;

interface Line extends Span {
  readonly text: string;
}

interface Found extends MarkedConflict {
  readonly cuts: readonly Span[];
}

/** Finds the marks of merges that nobody has finished. In fenced code they are an example. */
export function findConflictMarkers(text: string, shape: 'markdown' | 'yaml'): ConflictMarkers {
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return NONE;
  const lines = linesOf(text, shape);
  const conflicts: MarkedConflict[] = [];
  const cuts: Span[] = [];
  let fence = '';
  for (let at = 0; at < lines.length; at += 1) {
    if (shape === 'markdown') fence = fenceAfter(lines[at]?.text ?? '', fence);
    const found = fence === '' ? conflictAt(lines, at) : null;
    if (found === null) continue;
    conflicts.push({ line: found.line, lastLine: found.lastLine });
    cuts.push(...found.cuts);
    at = found.lastLine - 1;
  }
  return conflicts.length === 0 ? NONE : { conflicts, cuts };
}

/** In YAML an indented mark is part of a text. */
function linesOf(text: string, shape: 'markdown' | 'yaml'): Line[] {
  const starts = lineStarts(text);
  return starts.map((start, at) => {
    const end = starts[at + 1] ?? text.length;
    const line = text.slice(start, end).replace(/[\r\n]+$/u, '');
    return { start, end, text: shape === 'yaml' && /^\s/u.test(line) ? '' : line };
  });
}

/** The mark of the fence a line stands in, '' outside of one. */
function fenceAfter(line: string, open: string): string {
  const [, mark = '', info = ''] = FENCE.exec(line) ?? [];
  if (mark === '') return open;
  if (open === '') return mark.startsWith('`') && info.includes('`') ? '' : mark;
  return mark.startsWith(open) && info.trim() === '' ? '' : open;
}

function conflictAt(lines: readonly Line[], at: number): Found | null {
  const line = lines[at];
  if (line === undefined) return null;
  const size = OPENING.exec(line.text)?.[1]?.length;
  const whole = size === undefined ? null : wholeConflict(lines, at, size);
  if (whole !== null) return whole;
  const isLone = LONE.test(line.text) && !(isQuote(lines[at - 1]) || isQuote(lines[at + 1]));
  return isLone ? { line: at + 1, lastLine: at + 1, cuts: [spanOf(line)] } : null;
}

function isQuote(line: Line | undefined): boolean {
  return line?.text.trimStart().startsWith('>') ?? false;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** From an opening mark to the closing one of the same length; null when another conflict begins before. */
function wholeConflict(lines: readonly Line[], first: number, size: number): Found | null {
  const sized = (mark: RegExp, text: string) => mark.exec(text)?.[1]?.replaceAll(' ', '').length === size;
  let base: number | null = null;
  let separator: number | null = null;
  for (let at = first + 1; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    if (sized(OPENING, text)) return null;
    if (separator === null) {
      if (base === null && sized(BASE, text)) base = at;
      if (sized(SEPARATOR, text)) separator = at;
    } else if (sized(CLOSING, text) || sized(QUOTED_CLOSING, text)) {
      const cuts = [
        ...linesCut(lines, first, first),
        ...linesCut(lines, base ?? separator, separator),
        ...closingCuts(lines, at),
      ];
      return { line: first + 1, lastLine: at + 1, cuts };
    }
  }
  return null;
}

function linesCut(lines: readonly Line[], from: number, to: number): Span[] {
  return lines.slice(from, to + 1).map(spanOf);
}

/** A closing mark that became a quote has taken a blank line before it, and the lines behind it into the quote. */
function closingCuts(lines: readonly Line[], closing: number): Span[] {
  const mark = QUOTED_CLOSING.exec(lines[closing]?.text ?? '')?.[1];
  if (mark === undefined) return linesCut(lines, closing, closing);
  const isBlank = (at: number) => lines[at]?.text.trim() === '';
  const cuts = linesCut(lines, isBlank(closing - 1) ? closing - 1 : closing, closing);
  for (const { start, text } of lines.slice(closing + 1)) {
    const quoted = text.indexOf(`${mark} `);
    if (quoted === -1 || text.slice(0, quoted).trim() !== '') break;
    cuts.push({ start: start + quoted, end: start + quoted + mark.length + 1 });
  }
  return cuts;
}
