import type { TrackerEntityKind } from '../../../core/domain/trackers/entity-kinds.ts';
import { RootKind } from '../../../core/domain/trackers/roots/root.ts';
import { rootPath } from '../../../core/domain/trackers/roots/root-path.ts';
import { RootId, TrackerId } from '../../../core/kernel/ids.ts';
import { readTracker } from '../../records/tracker.ts';
import { DOC_KINDS } from '../../tables/search.ts';
import { writeConflictResolution } from '../../tables/trackers/conflict.ts';
import { deleteAcceptance, putAcceptance } from '../../tables/trackers/finding-acceptance.ts';
import { putRoot } from '../../tables/trackers/root.ts';
import { putTrackerRecord } from '../../tables/trackers/tracker.ts';
import { decisionIn } from '../conflict-decision.ts';
import { joinAt } from '../join-trackers.ts';
import { asName, asText, fieldOf, flaggedAt, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';

export const trackerEntities: Readonly<Record<TrackerEntityKind, EntityReducer>> = {
  root: applyRoot,
  tracker: applyTracker,
  item: null,
  intent: null,
  finding: applyFinding,
  conflict: (p, { id, fields }) => {
    writeConflictResolution(p.db, id, decisionIn(fields));
    p.changes.touch('conflicts');
  },
};

function applyTracker(p: ReducerContext, { id: entityId, fields, addedAt, won }: EntityState): void {
  const id = TrackerId.safeParse(entityId);
  if (!id.success) return;
  const before = readTracker(p.db, id.data);
  const place = placeOf(fields);
  putTrackerRecord(p.db, {
    id: id.data,
    name: asName(fields) ?? id.data,
    rootId: place?.rootId ?? null,
    relativePath: place?.path ?? null,
    sample: fieldOf(fields, 'sample') === true ? 1 : 0,
    addedAt,
    removedAt: flaggedAt(fields, 'removed'),
  });
  p.changes.touch('trackers', id.data);
  p.changes.reword(id.data, 'tracker');
  joinAt(p, before);
  joinAt(p, readTracker(p.db, id.data));
  if (won.has('removed')) for (const kind of DOC_KINDS) p.changes.reword(id.data, kind);
  if (won.has('removed') || won.has('name')) {
    p.changes.items.whole = true;
    p.changes.touch('items', id.data);
  }
}

/** Null for a tracker without a file, and for a place that would lead out of its root. */
function placeOf(fields: EntityState['fields']): { readonly rootId: RootId; readonly path: string } | null {
  const rootId = RootId.safeParse(fieldOf(fields, 'root'));
  const path = rootPath(asText(fields, 'path') ?? '');
  return rootId.success && path !== null ? { rootId: rootId.data, path } : null;
}

function applyRoot(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = RootId.safeParse(entityId);
  const kind = RootKind.safeParse(fieldOf(fields, 'kind'));
  if (!id.success || !kind.success) return;
  putRoot(p.db, {
    id: id.data,
    kind: kind.data,
    name: asName(fields) ?? id.data,
    firstCommit: asText(fields, 'firstCommit'),
    remote: asText(fields, 'remote'),
  });
  p.changes.touch('trackers');
}

function applyFinding(p: ReducerContext, { id, fields }: EntityState): void {
  const reason = asText(fields, 'accepted');
  const actorId = setBy(fields, 'accepted');
  if (reason === null || actorId === null) deleteAcceptance(p.db, id);
  else putAcceptance(p.db, { findingId: id, actorId, at: setAt(fields, 'accepted'), reason });
  p.changes.touch('findings');
}
