import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import type { DiagramRow } from '../../core/domain/trackers/rows/diagram-row.ts';
import type { Outline } from '../../core/domain/trackers/rows/outline.ts';
import type { Revision } from '../../core/domain/trackers/rows/revision.ts';
import type { ChangeSource } from '../../core/domain/trackers/text/change-words.ts';
import { NO_COUNTS, type StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import type { ItemState } from '../../core/domain/trackers/vocabulary/states.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import { contentOf, getContent } from '../contents/content-store.ts';
import type { Reader } from '../handle.ts';
import { diagramsJson, outlineJson } from '../json-columns.ts';
import { HISTORY_SOURCE, REVISION_ACTOR, versionSentences } from '../records/item-history.ts';
import { readingOptions } from '../records/reading-options.ts';
import { revisionAt } from '../records/revision.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import { readSections } from '../tables/trackers/section.ts';
import { readOutline } from '../tables/trackers/tracker-outline.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { progress } from './tracker-list.ts';

/** What the profile adds (`logAppend`, `stampMeta`) is the caller's to say. */
export type StoredOutline = Omit<Outline, 'logAppend' | 'stampMeta'> & {
  readonly guesses: readonly { readonly line: number; readonly what: string }[];
};

/** A tracker that is in the workspace, or null. */
export function liveTracker(read: Reader, trackerId: string): TrackerRow | null {
  const row = readTracker(read, trackerId);
  return row === null || row.removedAt !== null ? null : row;
}

export function trackerOutline(read: Reader, trackerId: TrackerId): StoredOutline | null {
  const tracker = liveTracker(read, trackerId);
  const stored = readOutline(read, trackerId);
  const outline = stored === null ? null : outlineJson.read(stored.outline);
  if (tracker === null || outline === null || !outline.ok) return null;
  const counts = sectionCounts(read, trackerId);
  return {
    ...outline.value,
    name: tracker.name,
    profile: tracker.profile ?? 'generic',
    sections: readSections(read, trackerId).map(({ ordinal, path, title, level, line }) => {
      const own = counts.get(ordinal) ?? { items: 0, counts: { ...NO_COUNTS } };
      const { done } = progress(own.counts);
      return { path, title, level, line, items: own.items, done, counts: own.counts };
    }),
  };
}

function sectionCounts(read: Reader, trackerId: TrackerId) {
  const rows = read.all<{ section: number; state: ItemState | null; count: number }>(
    'SELECT section, state, count(*) AS count FROM item WHERE tracker_id = ? AND place_of IS NULL GROUP BY section, state',
    trackerId,
  );
  const sections = new Map<number, { items: number; counts: StateCounts }>();
  for (const { section, state, count } of rows) {
    const own = sections.get(section) ?? { items: 0, counts: { ...NO_COUNTS } };
    own.items += count;
    if (state !== null) own.counts[state] += count;
    sections.set(section, own);
  }
  return sections;
}

export function trackerDiagrams(read: Reader, trackerId: TrackerId): DiagramRow[] | null {
  const stored = liveTracker(read, trackerId) === null ? null : readOutline(read, trackerId);
  const diagrams = stored === null ? null : diagramsJson.read(stored.diagrams);
  return diagrams?.ok === true ? diagrams.value : null;
}

/** The current text as parsed; the same object reducers worked with as long as it is in the cache. */
export function currentDocument(db: WorkspaceDb, trackerId: TrackerId): ParsedDocument | null {
  const tracker = liveTracker(db.read, trackerId);
  return tracker === null || tracker.hash === null ? null : storedDocument(db, tracker, tracker.hash);
}

/** Any stored text, read as the tracker is read now. */
export function storedDocument(db: WorkspaceDb, tracker: TrackerRow, hash: string): ParsedDocument | null {
  return db.documents.read(hash, () => getContent(db.read, hash), readingOptions(tracker));
}

export interface RevisionBytes {
  readonly sequence: number;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** The bytes of one revision; null sequence is the current one. */
export function revisionBytes(
  db: Pick<WorkspaceDb, 'read' | 'file'>,
  trackerId: TrackerId,
  sequence: number | null,
): RevisionBytes | null {
  const current = sequence === null ? readTracker(db.read, trackerId) : null;
  const revision =
    sequence === null
      ? current === null || current.hash === null
        ? null
        : { sequence: current.sequence, hash: current.hash }
      : revisionAt(db.read, trackerId, sequence);
  if (revision === null) return null;
  const { hash } = revision;
  return { sequence: revision.sequence, hash, bytes: contentOf(db, hash) };
}

/** The newest first, and how many there are. */
export function trackerRevisions(
  read: Reader,
  trackerId: TrackerId,
  limit: number,
  me: string | null = null,
): { readonly rows: Revision[]; readonly total: number } {
  const told = versionSentences(read, me);
  const stored = read.all<Omit<Revision, 'sentence'> & { id: string; source: ChangeSource }>(
    `SELECT r.id, r.sequence, r.hash, r.at, r.cause, ${REVISION_ACTOR} AS actor, r.summary, r.bytes,
       ${HISTORY_SOURCE} AS source
     FROM revision r LEFT JOIN actor a ON a.id = r.actor_id
     WHERE r.tracker_id = ? ORDER BY r.sequence DESC LIMIT ?`,
    trackerId,
    limit,
  );
  const total = read.value<number>('SELECT count(*) FROM revision WHERE tracker_id = ?', trackerId);
  const rows = stored.map(({ id, source, ...row }) => ({
    ...row,
    sentence: told(id, { source, actor: row.actor }),
  }));
  return { rows, total: total ?? rows.length };
}
