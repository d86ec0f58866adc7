import type { ParsedDocument, ParsedItem, ReadOnly, Skipped } from '../model.ts';
import { findConflictMarkers, type MarkedConflict } from '../text/conflict-markers.ts';
import { fieldSpan, type Span, shiftSpan } from '../text/span.ts';
import { lineIndex, lineStarts } from '../text/text.ts';
import { asWindows1252, escapedBytes, isWholly } from '../text/windows-1252.ts';

/** What is read in place of a text that can't be read as it stands. */
interface StandIn {
  readonly text: string;
  /** What was left out of the text, ascending. */
  readonly cuts: readonly Span[];
  readonly readOnly: ReadOnly;
}

/** Null for a text that is read as it stands: nearly every one. */
export function standInFor(text: string, shape: 'markdown' | 'yaml'): StandIn | null {
  const { conflicts, cuts } = findConflictMarkers(text, shape);
  const isUtf8 = text.isWellFormed() || escapedBytes(text).length === 0;
  if (conflicts.length === 0 && isUtf8) return null;
  const western = isUtf8 ? null : asWindows1252(text);
  const readOnly = conflicts.length > 0 ? conflicting(conflicts) : notUtf8(text, western !== null);
  return { text: without(western ?? text, cuts), cuts, readOnly };
}

function without(text: string, cuts: readonly Span[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of cuts) {
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}

function conflicting(places: readonly MarkedConflict[]): ReadOnly {
  const which = places.length === 1 ? 'An unresolved merge conflict is' : 'Unresolved merge conflicts are';
  return {
    code: 'tracker.conflict-markers',
    reason: `${which} at ${lineList(places)}: what both sides say is shown, and no count is sure. Resolve it in the file; until then nothing can be edited here.`,
    places,
  };
}

function notUtf8(text: string, western: boolean): ReadOnly {
  const lineAt = lineIndex(text);
  const lines = [...new Set(escapedBytes(text).map((at) => lineAt(at)))];
  const places = lines.map((line) => ({ line, lastLine: line }));
  const what = isWholly(text) ? 'The file is not UTF-8' : `Not everything is UTF-8: see ${lineList(places)}`;
  const guess = western ? '; it looks like Windows-1252 and is shown as such' : '';
  return {
    code: 'tracker.not-utf8',
    reason: `${what}${guess}. Its bytes stay as they are. Save it as UTF-8 to edit it here.`,
    places,
  };
}

const MOST_LISTED = 20;

/** "lines 8-12 and 18-22". */
function lineList(places: readonly MarkedConflict[]): string {
  const all = places.map(({ line, lastLine }) => (line === lastLine ? `${line}` : `${line}-${lastLine}`));
  const parts = all.length > MOST_LISTED ? all.slice(0, MOST_LISTED - 1) : all;
  if (parts.length < all.length) parts.push(`${all.length - parts.length} more`);
  const last = parts.pop() ?? '';
  if (parts.length > 0) return `lines ${parts.join(', ')} and ${last}`;
  return /^\d+$/u.test(last) ? `line ${last}` : `lines ${last}`;
}

/** The reading of a stand-in, as one of the text it stands for: places are the text's own, and nothing can be edited. */
export function placeBack(doc: ParsedDocument, text: string, { cuts, readOnly }: StandIn): ParsedDocument {
  const place = placesIn(cuts);
  const starts = lineStarts(doc.text);
  const lineAt = lineIndex(text);
  const lineOf = (line: number) => lineAt(place.start(starts[line - 1] ?? 0));
  const onLine = <Noted extends { readonly line: number }>(noted: Noted): Noted => ({
    ...noted,
    line: lineOf(noted.line),
  });
  const spanOf = (span: Span): Span => place.span(span);
  const placed = (span: Span): { readonly span: Span; readonly raw: string } => {
    const own = spanOf(span);
    return { span: own, raw: text.slice(own.start, own.end) };
  };
  const item = (one: ParsedItem): ParsedItem => {
    const { start, end } = spanOf(one.span);
    const fields = one.fields.map((field) => {
      const { span, raw } = placed(fieldSpan(one, field));
      const locked = field.locked ?? LOCKED[readOnly.code];
      return { ...field, within: shiftSpan(span, -start), raw, editable: false, locked };
    });
    return { ...onLine(one), span: { start, end }, fields };
  };
  return {
    ...doc,
    text,
    readOnly,
    meta: doc.meta.map((field) => ({ ...field, ...placed(field.span) })),
    sections: doc.sections.map((section) => ({
      ...onLine(section),
      span: spanOf(section.span),
      heading: section.heading === null ? null : spanOf(section.heading),
    })),
    items: doc.items.map(item),
    log: doc.log.map((entry) => ({ ...onLine(entry), span: spanOf(entry.span) })),
    diagrams: doc.diagrams.map((diagram) => ({ ...diagram, span: spanOf(diagram.span) })),
    tables: doc.tables.map(onLine),
    skipped: [...skippedFor(readOnly), ...doc.skipped.map(onLine)],
    guesses: doc.guesses.map(onLine),
  };
}

const LOCKED: Readonly<Record<ReadOnly['code'], string>> = {
  'tracker.conflict-markers': 'the text holds an unresolved merge conflict',
  'tracker.not-utf8': 'the file is not UTF-8',
};

function skippedFor({ code, reason, places }: ReadOnly): Skipped[] {
  if (code === 'tracker.not-utf8') return [{ what: 'bytes', line: places[0]?.line ?? 1, reason }];
  return places.map(({ line, lastLine }) => ({
    what: 'conflict',
    line,
    reason: `Unresolved merge conflict${line === lastLine ? '' : ` up to line ${lastLine}`}: its marks are left out, and nothing can be edited until it is resolved in the file`,
  }));
}

interface Places {
  start(offset: number): number;
  span(span: Span): Span;
}

/** Offsets of what was read to offsets of the text. */
function placesIn(cuts: readonly Span[]): Places {
  /** For each cut, where it would stand in what was read, and how much is missing behind it. */
  const marks: { readonly at: number; readonly missing: number }[] = [];
  let missing = 0;
  for (const { start, end } of cuts) {
    marks.push({ at: start - missing, missing: missing + end - start });
    missing += end - start;
  }
  const start = (offset: number): number => {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((marks[middle]?.at ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (marks[low - 1]?.missing ?? 0);
  };
  // An end stands right behind its last character, before what was left out there.
  const span = (one: Span): Span =>
    one.end === one.start
      ? { start: start(one.start), end: start(one.start) }
      : { start: start(one.start), end: start(one.end - 1) + 1 };
  return { start, span };
}
