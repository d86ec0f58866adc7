import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import { readingOptions } from '../records/reading-options.ts';
import type { TrackerRow } from '../records/tracker.ts';
import { putStateDay } from '../tables/trackers/state-day.ts';
import { writeTrackerReading } from '../tables/trackers/tracker.ts';
import { putOutline } from '../tables/trackers/tracker-outline.ts';
import { diagramsText, outlineText } from './outline.ts';
import { type ItemsCause, projectItems } from './project-items.ts';
import { projectLog, projectSections } from './project-prose.ts';
import type { ReducerContext } from './reducer-context.ts';

/** Brings every projection of one tracker to the text with this hash. */
export function projectTracker(
  p: ReducerContext,
  tracker: TrackerRow,
  text: { readonly hash: string; readonly sequence: number },
  cause: Omit<ItemsCause, 'trackerId' | 'sequence' | 'first'>,
): ParsedDocument {
  const document = p.documents.read(text.hash, () => p.content(text.hash), readingOptions(tracker));
  if (document === null) throw new Error(`no document for content ${text.hash}`);
  const { id } = tracker;
  projectItems(p, document, {
    ...cause,
    trackerId: id,
    sequence: text.sequence,
    first: tracker.hash === null,
  });
  projectSections(p, id, document);
  projectLog(p, id, document);
  putOutline(p.db, id, { outline: outlineText(document), diagrams: diagramsText(document) });
  const counts = countStates(document);
  putStateDay(p.db, id, isoDay(cause.at), counts);
  writeTrackerReading(
    p.db,
    id,
    {
      sequence: text.sequence,
      hash: text.hash,
      changedAt: cause.at,
      lastUpdated: document.lastUpdated,
      lastVerified: isoMeta(document, 'last-verified'),
      owner: metaValue(document, 'owner'),
      recognised: JSON.stringify(document.counts),
    },
    counts,
  );
  p.changes.touch('trackers', id);
  return document;
}

function countStates(document: ParsedDocument): StateCounts {
  const counts = { planned: 0, active: 0, review: 0, blocked: 0, done: 0, locked: 0, dropped: 0 };
  for (const item of document.items) if (item.state !== null) counts[item.state] += 1;
  return counts;
}

function metaValue(document: ParsedDocument, name: string): string | null {
  const field = document.meta.find((one) => one.name === name);
  return field === undefined || field.value === '' ? null : wellFormed(field.value);
}

function isoMeta(document: ParsedDocument, name: string): string | null {
  const value = metaValue(document, name);
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

/** Days are counted in UTC, so that every device that replays the log draws the same chart. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
