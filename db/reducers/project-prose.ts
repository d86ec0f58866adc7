import type { Carrier, ParsedDocument } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import { deleteLogEntriesFrom, putLogEntry, readLogEntries } from '../tables/trackers/log-entry.ts';
import {
  deleteSectionsFrom,
  putSection,
  readSections,
  type SectionRecord,
} from '../tables/trackers/section.ts';
import type { ReducerContext } from './reducer-context.ts';

/** Searchable text kept of one section. */
const PROSE_LIMIT = 20_000;

/** Carriers whose lines are items and nothing else; a heading's item leaves its section's text in place. */
const OWN_LINES: ReadonlySet<Carrier> = new Set(['table-row', 'list-item', 'text-row', 'yaml-task']);

export function projectSections(p: ReducerContext, trackerId: TrackerId, document: ParsedDocument): void {
  const stored = new Map(readSections(p.db, trackerId).map((row) => [row.ordinal, row]));
  const taken = itemSpans(document);
  for (const [ordinal, section] of document.sections.entries()) {
    const row: SectionRecord = {
      ordinal,
      path: wellFormed(section.path),
      title: wellFormed(section.title),
      level: section.level,
      line: section.line,
      role: section.role,
      prose: wellFormed(proseOf(document.text, section.span, taken.get(ordinal) ?? [])),
    };
    const before = stored.get(ordinal);
    if (sameRow(before, row)) continue;
    putSection(p.db, trackerId, row);
    // Orders and filters go by a section's title and path, of all its items.
    if (before?.title !== row.title || before.path !== row.path) p.changes.items.whole = true;
    p.changes.reword(trackerId, 'section');
    p.changes.touch('items', trackerId);
  }
  if (stored.size > document.sections.length) {
    deleteSectionsFrom(p.db, trackerId, document.sections.length);
    p.changes.reword(trackerId, 'section');
    p.changes.touch('items', trackerId);
  }
}

export function projectLog(p: ReducerContext, trackerId: TrackerId, document: ParsedDocument): void {
  const stored = readLogEntries(p.db, trackerId);
  for (const [ordinal, entry] of document.log.entries()) {
    const row = { ordinal, date: entry.date, text: wellFormed(entry.text), line: entry.line };
    if (sameRow(stored[ordinal], row)) continue;
    putLogEntry(p.db, trackerId, row);
    p.changes.touch('log', trackerId);
    p.changes.reword(trackerId, 'log');
  }
  if (stored.length > document.log.length) {
    deleteLogEntriesFrom(p.db, trackerId, document.log.length);
    p.changes.touch('log', trackerId);
    p.changes.reword(trackerId, 'log');
  }
}

interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What items take up of each section; one that follows on the one above goes with it. */
function itemSpans(document: ParsedDocument): Map<number, TextSpan[]> {
  const bySection = new Map<number, { readonly start: number; end: number }[]>();
  for (const { carrier, section, span } of document.items) {
    if (!OWN_LINES.has(carrier)) continue;
    const list = bySection.get(section) ?? [];
    const above = list.at(-1);
    if (above?.end === span.start) above.end = span.end;
    else list.push({ ...span });
    if (above === undefined) bySection.set(section, list);
  }
  return bySection;
}

function proseOf(text: string, section: TextSpan, taken: readonly TextSpan[]): string {
  let prose = '';
  let at = section.start;
  for (const span of taken.toSorted((a, b) => a.start - b.start)) {
    if (prose.length > PROSE_LIMIT) break;
    if (span.start > at) prose += text.slice(at, span.start);
    at = Math.max(at, span.end);
  }
  if (at < section.end) prose += text.slice(at, section.end);
  return prose.trim().slice(0, PROSE_LIMIT);
}

function sameRow<Row extends object>(stored: Row | undefined, row: Row): boolean {
  if (stored === undefined) return false;
  const before = new Map<string, unknown>(Object.entries(stored));
  return Object.entries(row).every(([name, value]) => before.get(name) === value);
}
