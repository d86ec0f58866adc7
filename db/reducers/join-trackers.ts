import type { TrackerId } from '../../core/kernel/ids.ts';
import { type RevisionRow, readRevision } from '../records/revision.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import { DOC_KINDS } from '../tables/search.ts';
import { trackerOfItem } from '../tables/trackers/item.ts';
import { deleteProse, joinTrackersAt, mayHaveRows, rowsAtPlace } from '../tables/trackers/tracker.ts';
import { type ItemsPlan, planItems } from './plan-items.ts';
import type { ReducerContext } from './reducer-context.ts';
import { currentIdOf, documentOf, itemIdsOf } from './revision-texts.ts';
import { showReading, showRevision } from './show-revision.ts';
import { hideItems, writeItems } from './write-items.ts';

/** Says anew which of the trackers at one place is shown, and gives the rows to that one alone. */
export function joinAt(p: ReducerContext, tracker: TrackerRow | null): void {
  if (tracker === null) return;
  for (const joined of joinTrackersAt(p.db, tracker)) {
    p.changes.touch('trackers', joined);
    p.changes.items.whole = true;
    for (const kind of DOC_KINDS) p.changes.reword(joined, kind);
  }
  for (const { id, hasRows } of rowsAtPlace(p.db, tracker)) {
    const current = readTracker(p.db, id)?.revisionId ?? null;
    if (hasRows === 0) hideRows(p, id);
    else if (current !== null && currentIdOf(p.db, { trackerId: id }) === null) {
      const revision = readRevision(p.db, current);
      if (revision !== null) showRows(p, revision);
    }
  }
}

/** Makes a revision the text of its tracker, with rows where it is the tracker shown at its place. */
export function showRows(p: ReducerContext, revision: RevisionRow): void {
  const { trackerId } = revision;
  const document = documentOf(p, revision);
  const ids = itemIdsOf(p, revision.id);
  const plan = planItems(p.projected.items(p.db, trackerId), document, ids, trackerId);
  if (!mayHaveRows(p.db, trackerId) || !takesItems(p, trackerId, plan)) {
    hideRows(p, trackerId);
    showReading(p, revision, document);
    return;
  }
  writeItems(p, trackerId, plan, new Map());
  showRevision(p, revision, document);
}

/**
 * Trackers that two devices merged with the same third one, and that were then moved to places of their own, both name its
 * items. An item has one row, so the smaller id has rows and the other none.
 */
export function takesItems(p: ReducerContext, trackerId: TrackerId, plan: ItemsPlan): boolean {
  const holders = new Set<TrackerId>();
  for (const { kind, id } of plan.planned) {
    const holder = kind === 'comes' ? trackerOfItem(p.db, id) : null;
    if (holder !== null && holder !== trackerId) holders.add(holder);
  }
  if ([...holders].some((holder) => holder < trackerId)) return false;
  for (const holder of holders) hideRows(p, holder);
  return true;
}

function hideRows(p: ReducerContext, trackerId: TrackerId): void {
  hideItems(p, trackerId);
  deleteProse(p.db, trackerId);
  for (const kind of DOC_KINDS) p.changes.reword(trackerId, kind);
}
