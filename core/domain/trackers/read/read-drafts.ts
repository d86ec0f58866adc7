import type { Steps } from '../../../kernel/steps.ts';
import type { ReadingProfile } from '../profiles/reading-profile.ts';
import type { DayOrder } from '../text/calendar/date-forms.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import type { Chunk } from './chunks.ts';
import type { Level } from './draft.ts';
import { readChunk } from './read-chunk.ts';
import type { ReadContext } from './read-context.ts';
import type { DraftEntry, SectionCache } from './section-cache.ts';

const DOCUMENT: Level = {
  level: 0,
  role: null,
  rule: null,
  vocabulary: null,
  hasItem: false,
  date: null,
  below: null,
};

/** Reads every chunk in turn; what a chunk leaves in force (headings around, declared words) the next one reads under. */
export function* readDrafts(
  chunks: readonly Chunk[],
  profile: ReadingProfile,
  mapping: TrackerMapping | null,
  cache: SectionCache,
): Steps<DraftEntry[]> {
  const order = dayOrder(chunks);
  const shared = `${profile.profile.id}|${mapping === null ? '' : JSON.stringify(mapping)}|${order ?? ''}`;
  const entries: DraftEntry[] = [];
  let levels: readonly Level[] = [DOCUMENT];
  let metaOpen = true;
  for (const [at, chunk] of chunks.entries()) {
    const isFirst = at === 0;
    const opening = chunk.read.blocks[0];
    if (opening?.type === 'heading' && opening.opensSection) {
      levels = levels.filter((level) => level.level < opening.level);
    }
    const context: ReadContext = { profile, mapping, order, levels, metaOpen, rows: cache.rows };
    const key = `${shared}|${isFirst ? 'first' : ''}${metaOpen ? 'meta' : ''}|${levels.map((level) => levelKey(level, profile)).join('>')}`;
    const entry = yield* cache.draft(chunk.read, key, () => readChunk(chunk.read, context, isFirst));
    entries.push(entry);
    levels = entry.draft.exit;
    if (entry.draft.sections.some((section) => section.level > 0)) metaOpen = false;
    yield;
  }
  return entries;
}

function levelKey(level: Level, profile: ReadingProfile): string {
  const rule = level.rule === null ? '' : profile.rules.indexOf(level.rule);
  return `${level.level},${level.role ?? ''},${rule},${level.vocabulary?.id ?? ''},${level.hasItem ? 1 : 0},${level.date ?? ''},${level.below?.word ?? ''}`;
}

/** All chunks that tell must tell the same. */
function dayOrder(chunks: readonly Chunk[]): DayOrder {
  const told = new Set(chunks.map((chunk) => chunk.read.dayOrder).filter((order) => order !== null));
  const [only = null] = told;
  return told.size === 1 ? only : null;
}
