import type { MetaField, ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { shownItems } from '../../core/domain/trackers/places/shown-items.ts';
import { changeOf } from '../../core/domain/trackers/read/placing/changed-items.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import { lastVerifiedIn, ownerIn } from '../../core/domain/trackers/vocabulary/fact-words.ts';
import { NO_COUNTS, type StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import { isIsoDate } from '../../core/kernel/time.ts';
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
      lastVerified: isoOf(lastVerifiedIn(document.meta)),
      owner: valueOf(ownerIn(document.meta)),
      recognised: JSON.stringify(document.counts),
    },
    countStates(document),
  );
  p.changes.touch('trackers', trackerId);
}

const counted = new WeakMap<readonly ParsedItem[], StateCounts>();

export function countStates(document: ParsedDocument): StateCounts {
  const items = shownItems(document);
  const counts = counted.get(items) ?? countAfterChange(items) ?? countAll(items);
  counted.set(items, counts);
  return counts;
}

function countAll(items: readonly ParsedItem[]): StateCounts {
  const counts = { ...NO_COUNTS };
  for (const { state } of items) if (state !== null) counts[state] += 1;
  return counts;
}

/** From the counts before a change of some items; null where they are not known. */
function countAfterChange(items: readonly ParsedItem[]): StateCounts | null {
  const change = changeOf(items);
  const known = change === null ? undefined : counted.get(change.before);
  if (change === null || known === undefined) return null;
  const counts = { ...known };
  for (const at of change.at) {
    const [before, after] = [change.before[at]?.state ?? null, items[at]?.state ?? null];
    if (before !== null) counts[before] -= 1;
    if (after !== null) counts[after] += 1;
  }
  return counts;
}

function valueOf(field: MetaField | undefined): string | null {
  return field === undefined || field.value === '' ? null : wellFormed(field.value);
}

function isoOf(field: MetaField | undefined): string | null {
  return field !== undefined && isIsoDate(field.value) ? field.value : null;
}
