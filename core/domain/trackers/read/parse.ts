import { atOnce, type Steps } from '../../../kernel/steps.ts';
import type { MetaField, ParsedDocument, Skipped } from '../model.ts';
import { chooseProfile } from '../profiles/choose.ts';
import type { Profile } from '../profiles/profile.ts';
import { compileProfile } from '../profiles/reading-profile.ts';
import { shiftSpan } from '../text/span.ts';
import { lineStarts } from '../text/text.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import { type Chunk, readChunks } from './chunks.ts';
import { NOTHING_TOLD, toldDays } from './days/told-days.ts';
import { lastUpdatedOf, titleOf } from './document-facts.ts';
import type { ChunkDraft } from './draft.ts';
import { isFlattened, readFlattened } from './flattened.ts';
import { readFrontMatter } from './front-matter.ts';
import { orgHeadings } from './org-headings.ts';
import { buildOutline } from './outline.ts';
import { noteChange, placesThatDiffer } from './placing/changed-items.ts';
import { indexKeys } from './placing/key-index.ts';
import { type KeyIndex, type PlaceContext, placeItems } from './placing/place-items.ts';
import { readDrafts } from './read-drafts.ts';
import {
  createSectionCache,
  type DraftEntry,
  noCache,
  type PlacedItems,
  type Placement,
  type SectionCache,
} from './section-cache.ts';
import { placeBack, standInFor } from './stand-in.ts';
import { collectVocabularies } from './vocabularies.ts';
import { readQueue } from './yaml/yaml-queue.ts';

export type { SectionCache };
export { createSectionCache };

export interface ParseOptions {
  readonly fileName?: string;
  /** Profile id; null or absent lets the best-ranked one read it. */
  readonly profile?: string | null;
  readonly mapping?: TrackerMapping | null;
  readonly cache?: SectionCache;
}

/** Reads a tracker. Pure and deterministic; never throws, whatever the text. */
export function parseTracker(text: string, options: ParseOptions = {}): ParsedDocument {
  return atOnce(readInSteps(text, options));
}

/** The same, for a text that may be long while others wait. */
export function* readInSteps(text: string, options: ParseOptions = {}): Steps<ParsedDocument> {
  const fileName = options.fileName ?? '';
  const mapping = options.mapping ?? null;
  const profile = chooseProfile(text, fileName, options.profile ?? null);
  const standIn = standInFor(text, profile.shape);
  const read = standIn === null ? text : standIn.text;
  const doc =
    profile.shape === 'yaml'
      ? yield* readQueue(read, fileName, profile, mapping)
      : yield* readMarkdown(read, fileName, profile, mapping, options.cache ?? noCache);
  return standIn === null ? doc : placeBack(doc, text, standIn);
}

function* readMarkdown(
  text: string,
  fileName: string,
  profile: Profile,
  mapping: TrackerMapping | null,
  cache: SectionCache,
): Steps<ParsedDocument> {
  const reading = compileProfile(profile);
  const front = readFrontMatter(text);
  const from = front.end > 0 ? front.end : text.startsWith('\uFEFF') ? 1 : 0;
  const firstLine = front.end > 0 ? lineStarts(text.slice(0, front.end)).length - 1 : 0;
  const chunks: Chunk[] = isFlattened(text, profile)
    ? [{ start: from, line: firstLine, read: readFlattened(text.slice(from), profile) }]
    : yield* readChunks(text, from, firstLine, cache);
  const entries = yield* readDrafts(chunks, reading, mapping, cache);
  const drafts = entries.map((entry) => entry.draft);
  const outline = buildOutline(chunks, drafts, text.length);
  const meta = [...front.meta, ...placeMeta(chunks, drafts, front.meta)];
  const log = flatMapChunks(chunks, drafts, (draft, chunk) =>
    draft.log.map((entry) => ({
      ...entry,
      span: shiftSpan(entry.span, chunk.start),
      line: entry.line + chunk.line + 1,
    })),
  );
  const sections = outline.map((section) => section.parsed);
  const lastUpdated = lastUpdatedOf(text, profile, meta, log);
  const placed = yield* placeAll(chunks, entries, { sections: outline, lastUpdated, address: cache.address });
  const [only, ...more] = placed;
  const items = only !== undefined && more.length === 0 ? only.items : placed.flatMap((one) => one.items);
  cache.keepItems(items, placed);
  return {
    profile: profile.id,
    title: titleOf(sections, meta, fileName),
    text,
    readOnly: null,
    meta,
    sections,
    items,
    vocabularies: collectVocabularies(drafts, reading, mapping),
    log,
    diagrams: placeDiagrams(chunks, drafts),
    recognised: {
      tables: drafts.reduce((sum, draft) => sum + draft.recognised.tables, 0),
      checks: drafts.reduce((sum, draft) => sum + draft.recognised.checks, 0),
    },
    tables: flatMapChunks(chunks, drafts, (draft, chunk) =>
      draft.tables.map((table) => ({ ...table, line: table.line + chunk.line + 1 })),
    ),
    skipped: [
      ...front.skipped,
      ...orgHeadings(text, fileName),
      ...placeSkipped(chunks, drafts),
      ...placed.flatMap(({ told }) => told.skipped),
    ],
    guesses: [
      ...flatMapChunks(chunks, drafts, (draft, chunk) =>
        draft.guesses.map((guess) => ({ what: guess.what, line: guess.line + chunk.line + 1 })),
      ),
      ...placed.flatMap(({ told }) => told.guesses),
    ],
    lastUpdated,
    counts: countsOf(drafts, log.length),
  };
}

function flatMapChunks<Value>(
  chunks: readonly Chunk[],
  drafts: readonly ChunkDraft[],
  each: (draft: ChunkDraft, chunk: Chunk, at: number) => readonly Value[],
): Value[] {
  const all: Value[] = [];
  chunks.forEach((chunk, at) => {
    const draft = drafts[at];
    if (draft !== undefined) for (const value of each(draft, chunk, at)) all.push(value);
  });
  return all;
}

/** The number of sections before each chunk's own. */
function firstSections(drafts: readonly ChunkDraft[]): number[] {
  let count = 0;
  return drafts.map((draft) => {
    const first = count;
    count += draft.sections.length;
    return first;
  });
}

function* placeAll(
  chunks: readonly Chunk[],
  entries: readonly DraftEntry[],
  around: Omit<PlaceContext, 'index'>,
): Steps<PlacedItems[]> {
  const drafts = entries.map((entry) => entry.draft);
  const firsts = firstSections(drafts);
  const index = drafts.some((draft) => draft.hasReferences)
    ? indexKeys(drafts, firsts, around.sections)
    : null;
  const placed: PlacedItems[] = [];
  for (const [at, chunk] of chunks.entries()) {
    const entry = entries[at];
    if (entry === undefined || entry.draft.items.length === 0) continue;
    placed.push(placeChunk(chunk, entry, firsts[at] ?? 0, { ...around, index }));
    yield;
  }
  return placed;
}

/** Uses the items of the last reading again when nothing about their place has changed. */
function placeChunk(
  chunk: Chunk,
  entry: DraftEntry,
  firstSection: number,
  context: PlaceContext,
): PlacedItems {
  const { sections, index, lastUpdated } = context;
  const { draft, placed, before } = entry;
  const own = sections.slice(firstSection, firstSection + draft.sections.length);
  const placement: Placement = {
    start: chunk.start,
    line: chunk.line,
    firstSection,
    outline: own
      .map((section) => `${section.parsed.path}|${section.enclosing ?? ''}|${section.item ?? ''}`)
      .join('\n'),
    ends: own.map((section) => (section.item === null ? '' : section.subtreeEnd)).join('\n'),
    references: draft.hasReferences && index !== null ? referencesKey(draft, index) : '',
    near: draft.plainDays ? '' : (lastUpdated ?? ''),
  };
  if (placed !== null && samePlacement(placed.placement, placement)) return placed;
  const last = before?.placed == null ? entry : before;
  const known =
    last.placed !== null && isSameButMoved(last.placed.placement, placement)
      ? { draft: last.draft, items: last.placed.items }
      : null;
  const items = placeItems(chunk, draft, firstSection, context, known);
  if (known?.items.length === items.length) {
    noteChange(items, { before: known.items, at: placesThatDiffer(known.draft.items, draft.items) });
  }
  entry.before = null;
  entry.placed = { placement, items, told: draft.plainDays ? NOTHING_TOLD : toldDays(items) };
  return entry.placed;
}

function referencesKey(draft: ChunkDraft, index: KeyIndex): string {
  return draft.items
    .map((item) => {
      const related = item.relate === null ? '' : (index.byKindAndKey(item.relate, item.key) ?? '');
      return `${related}|${item.needs.map((need) => index.byKey(need) ?? '').join(',')}`;
    })
    .join('\n');
}

function samePlacement(one: Placement, other: Placement): boolean {
  return one.start === other.start && one.ends === other.ends && isSameButMoved(one, other);
}

/** But for offsets. */
function isSameButMoved(one: Placement, other: Placement): boolean {
  return (
    one.line === other.line &&
    one.firstSection === other.firstSection &&
    one.outline === other.outline &&
    one.references === other.references &&
    one.near === other.near
  );
}

function placeMeta(
  chunks: readonly Chunk[],
  drafts: readonly ChunkDraft[],
  known: readonly MetaField[],
): MetaField[] {
  const names = new Set(known.map((field) => field.name));
  return flatMapChunks(chunks, drafts, (draft, chunk) =>
    draft.meta
      .filter((field) => !names.has(field.name) && names.add(field.name))
      .map((field) => ({ ...field, span: shiftSpan(field.span, chunk.start) })),
  );
}

function placeDiagrams(chunks: readonly Chunk[], drafts: readonly ChunkDraft[]): ParsedDocument['diagrams'] {
  const firsts = firstSections(drafts);
  return flatMapChunks(chunks, drafts, (draft, chunk, at) =>
    draft.diagrams.map((diagram) => ({
      ...diagram,
      section: diagram.section + (firsts[at] ?? 0),
      span: shiftSpan(diagram.span, chunk.start),
    })),
  );
}

function placeSkipped(chunks: readonly Chunk[], drafts: readonly ChunkDraft[]): Skipped[] {
  return flatMapChunks(chunks, drafts, (draft, chunk) =>
    draft.skipped.map((skip) => ({ ...skip, line: skip.line + chunk.line + 1 })),
  );
}

function countsOf(drafts: readonly ChunkDraft[], logEntries: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const draft of drafts)
    for (const [word, count] of draft.counts) counts.set(word, (counts.get(word) ?? 0) + count);
  if (logEntries > 0) counts.set('change-log entries', logEntries);
  return Object.fromEntries(counts);
}
