import { ConflictId } from '../../core/kernel/ids.ts';
import { isFleetKind } from '../fleet-json.ts';
import { conflictJson, restorePointJson, revisionJson } from '../json-columns.ts';
import { readTracker } from '../records/tracker.ts';
import type { EventRow } from '../tables/event.ts';
import { insertRestorePoint } from '../tables/restore-point.ts';
import { insertConflict } from '../tables/trackers/conflict.ts';
import { insertRevision } from '../tables/trackers/revision.ts';
import { applyFleetRow } from './fleet/apply-fleet-event.ts';
import { historySource } from './item-changes.ts';
import { projectTracker } from './project-tracker.ts';
import type { ReducerContext } from './reducer-context.ts';

export const EVENT_KINDS = {
  revision: 'tracker.revision',
  conflict: 'tracker.conflict',
  restorePoint: 'restore-point',
} as const;

/** Kinds this version doesn't know, and payloads from a newer one, stay in the log until a version that does. */
export function applyEvent(p: ReducerContext, event: EventRow): void {
  switch (event.kind) {
    case EVENT_KINDS.revision:
      return applyRevision(p, event);
    case EVENT_KINDS.conflict:
      return applyConflict(p, event);
    case EVENT_KINDS.restorePoint:
      return applyRestorePoint(p, event);
    default:
      return isFleetKind(event.kind) ? applyFleetRow(p, event) : undefined;
  }
}

function applyRevision(p: ReducerContext, event: EventRow): void {
  const payload = revisionJson.read(event.payload);
  if (!payload.ok) return;
  const { trackerId, sequence, hash, bytes, cause, actorId, summary, carried = {} } = payload.value;
  const tracker = readTracker(p.db, trackerId);
  if (tracker === null) return;
  insertRevision(p.db, {
    trackerId,
    sequence,
    eventId: event.id,
    hash,
    at: event.at,
    cause,
    actorId,
    summary,
    bytes,
  });
  projectTracker(
    p,
    tracker,
    { hash, sequence },
    {
      causeId: event.id,
      seq: event.seq,
      at: event.at,
      actorId,
      source: historySource(cause),
      carried: new Map(Object.entries(carried)),
    },
  );
  p.changes.touch('log', trackerId);
}

function applyConflict(p: ReducerContext, event: EventRow): void {
  const payload = conflictJson.read(event.payload);
  if (!payload.ok) return;
  const { id, mine, theirs, ...rest } = payload.value;
  insertConflict(p.db, {
    ...rest,
    id: ConflictId.parse(id),
    mine: mine.value,
    mineWho: mine.who,
    mineAt: mine.at,
    theirs: theirs.value,
    theirsWho: theirs.who,
    theirsAt: theirs.at,
    at: event.at,
    resolvedKeep: null,
    resolvedAt: null,
    resolvedBy: null,
  });
  p.changes.touch('conflicts', rest.trackerId);
}

function applyRestorePoint(p: ReducerContext, event: EventRow): void {
  const payload = restorePointJson.read(event.payload);
  if (!payload.ok) return;
  const { id, label, revisions } = payload.value;
  insertRestorePoint(p.db, { id, at: event.at, label, revisions: JSON.stringify(revisions) });
  p.changes.touch('workspace');
}
