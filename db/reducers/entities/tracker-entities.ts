import type { TrackerEntityKind } from '../../../core/domain/trackers/entity-kinds.ts';
import { TrackerId } from '../../../core/kernel/ids.ts';
import { DOC_KINDS } from '../../tables/search.ts';
import { writeConflictResolution } from '../../tables/trackers/conflict.ts';
import { deleteAcceptance, putAcceptance } from '../../tables/trackers/finding-acceptance.ts';
import { putTrackerRecord } from '../../tables/trackers/tracker.ts';
import { asText, fieldOf, flaggedAt, resolutionIn, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';

export const trackerEntities: Readonly<Record<TrackerEntityKind, EntityReducer>> = {
  tracker: applyTracker,
  item: null,
  intent: null,
  finding: applyFinding,
  conflict: (p, { id, fields }) => {
    writeConflictResolution(p.db, id, resolutionIn(fields));
    p.changes.touch('conflicts');
  },
};

function applyTracker(p: ReducerContext, { id: entityId, fields, addedAt, won }: EntityState): void {
  const id = TrackerId.safeParse(entityId);
  if (!id.success) return;
  putTrackerRecord(p.db, {
    id: id.data,
    name: asText(fields, 'name') ?? id.data,
    path: asText(fields, 'path'),
    sample: fieldOf(fields, 'sample') === true ? 1 : 0,
    addedAt,
    removedAt: flaggedAt(fields, 'removed'),
  });
  p.changes.touch('trackers', id.data);
  p.changes.reword(id.data, 'tracker');
  if (won.has('removed')) for (const kind of DOC_KINDS) p.changes.reword(id.data, kind);
  if (won.has('removed') || won.has('name')) {
    p.changes.items.whole = true;
    p.changes.touch('items', id.data);
  }
}

function applyFinding(p: ReducerContext, { id, fields }: EntityState): void {
  const reason = asText(fields, 'accepted');
  const actorId = setBy(fields, 'accepted');
  if (reason === null || actorId === null) deleteAcceptance(p.db, id);
  else putAcceptance(p.db, { findingId: id, actorId, at: setAt(fields, 'accepted'), reason });
  p.changes.touch('findings');
}
