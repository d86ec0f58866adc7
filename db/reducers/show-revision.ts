import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import { NO_COUNTS, type StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import { isIsoDay } from '../../core/kernel/time.ts';
import { mappingJson } from '../json-columns.ts';
import type { RevisionRow } from '../records/revision.ts';
import { writeTrackerReading } from '../tables/trackers/tracker.ts';
import { putOutline } from '../tables/trackers/tracker-outline.ts';
import { diagramsText, outlineText } from './outline.ts';
import { projectLog, projectSections } from './project-prose.ts';
import type { ReducerContext } from './reducer-context.ts';

/** Brings what is shown of a tracker, its items aside, to a revision. */
export function showRevision(p: ReducerContext, revision: RevisionRow, document: ParsedDocument): void {
  const { trackerId } = revision;
  projectSections(p, trackerId, document);
  projectLog(p, trackerId, document);
  putOutline(p.db, trackerId, { outline: outlineText(document), diagrams: diagramsText(document) });
  showReading(p, revision, document);
}

/** All that is kept of the current text of a tracker that is shown as part of another. */
export function showReading(p: ReducerContext, revision: RevisionRow, document: ParsedDocument): void {
  const { trackerId, reading } = revision;
  writeTrackerReading(
    p.db,
    trackerId,
    {
      revisionId: revision.id,
      sequence: revision.sequence,
      profile: reading.profile,
      mapping: reading.mapping === null ? null : mappingJson.write(reading.mapping),
      hash: revision.hash,
      changedAt: revision.at,
      lastUpdated: document.lastUpdated,
      lastVerified: isoMeta(document, 'last-verified'),
      owner: metaValue(document, 'owner'),
      recognised: JSON.stringify(document.counts),
    },
    countStates(document),
  );
  p.changes.touch('trackers', trackerId);
}

export function countStates(document: ParsedDocument): StateCounts {
  const counts = { ...NO_COUNTS };
  for (const item of document.items) if (item.state !== null) counts[item.state] += 1;
  return counts;
}

function metaValue(document: ParsedDocument, name: string): string | null {
  const field = document.meta.find((one) => one.name === name);
  return field === undefined || field.value === '' ? null : wellFormed(field.value);
}

function isoMeta(document: ParsedDocument, name: string): string | null {
  const value = metaValue(document, name);
  return value !== null && isIsoDay(value) ? value : null;
}

/** Days are counted in UTC, so that every device that replays the log draws the same chart. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
