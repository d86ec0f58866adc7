import { TaskSpec } from '../../core/domain/fleet/tasks/task.ts';
import { rootPath } from '../../core/domain/trackers/roots/root-path.ts';
import { parseHlc } from '../../core/kernel/hlc.ts';
import { ActorId, DeviceId, HubId, RootId, TrackerId } from '../../core/kernel/ids.ts';
import { patchJson } from '../../core/kernel/op.ts';
import type { Json } from '../../core/kernel/versioned-json.ts';
import { taskSpecJson } from '../fleet-json.ts';
import { readTracker } from '../records/tracker.ts';
import { putActor } from '../tables/actor.ts';
import { putDevice } from '../tables/device.ts';
import { putHub } from '../tables/fleet/hub.ts';
import { deleteTemplate, putTemplate } from '../tables/fleet/task-template.ts';
import type { OpRow } from '../tables/op.ts';
import { readRegister, setRegister } from '../tables/register.ts';
import { DOC_KINDS } from '../tables/search.ts';
import { writeConflictResolution } from '../tables/trackers/conflict.ts';
import { deleteAcceptance, putAcceptance } from '../tables/trackers/finding-acceptance.ts';
import { joinTrackersAt, putTrackerRecord } from '../tables/trackers/tracker.ts';
import { applyRoot } from './apply-root.ts';
import { asActorKind, asKeep, asText, asUnlock, fieldOf } from './op-values.ts';
import { projectTracker } from './project-tracker.ts';
import type { ReducerContext } from './reducer-context.ts';

/**
 * Applies one decision. Per field the later one by the clock wins, so ops may arrive in any order. Ops on items
 * change nothing here: their truth is the file, whose revision is an event of its own.
 */
export function applyOp(p: ReducerContext, op: OpRow): void {
  const patch = patchJson.read(op.patch);
  if (!patch.ok || op.kind === 'item' || op.kind === 'intent') return;
  const entity = { kind: op.kind, id: op.entityId };
  const won = new Set<string>();
  for (const [field, change] of Object.entries(patch.value)) {
    if (setRegister(p.db, entity, field, JSON.stringify(change.value), op.hlc)) won.add(field);
  }
  if (won.size === 0) return;
  const at = parseHlc(op.hlc)?.millis ?? 0;
  const fields = readFields(p, op);
  switch (op.kind) {
    case 'tracker':
      return applyTracker(p, op, fields, won, at);
    case 'root':
      return applyRoot(p, op.entityId, fields);
    case 'actor':
      return applyActor(p, op, fields, at);
    case 'device':
      return putDevice(p.db, { id: op.entityId, name: asText(fields, 'name') ?? op.entityId, addedAt: at });
    case 'finding':
      return applyFinding(p, op, fields, at);
    case 'conflict':
      return applyConflict(p, op, fields, at);
    case 'template':
      return applyTemplate(p, op, fields, at);
    case 'hub':
      return applyHub(p, op, fields, at);
    case 'settings':
      return p.changes.touch('settings');
    case 'workspace':
      return p.changes.touch('workspace');
  }
}

type Fields = ReadonlyMap<string, Json>;

function readFields(p: ReducerContext, op: OpRow): Fields {
  const fields = new Map<string, Json>();
  for (const [name, text] of readRegister(p.db, op.kind, op.entityId)) fields.set(name, JSON.parse(text));
  return fields;
}

function applyTracker(
  p: ReducerContext,
  op: OpRow,
  fields: Fields,
  won: ReadonlySet<string>,
  at: number,
): void {
  const id = TrackerId.safeParse(op.entityId);
  if (!id.success) return;
  const before = readTracker(p.db, id.data);
  const mapping = fieldOf(fields, 'mapping');
  const place = placeOf(fields);
  putTrackerRecord(p.db, {
    id: id.data,
    name: asText(fields, 'name') ?? id.data,
    profile: asText(fields, 'profile'),
    mapping: mapping === null ? null : asText(fields, 'mapping'),
    rootId: place?.rootId ?? null,
    relativePath: place?.path ?? null,
    sample: fieldOf(fields, 'sample') === true ? 1 : 0,
    addedAt: before?.addedAt ?? at,
    removedAt: fieldOf(fields, 'removed') === true ? (before?.removedAt ?? at) : null,
  });
  p.changes.touch('trackers', id.data);
  p.changes.reword(id.data, 'tracker');
  for (const place of [before, readTracker(p.db, id.data)]) {
    for (const joined of place === null ? [] : joinTrackersAt(p.db, place)) {
      p.changes.touch('trackers', joined);
      p.changes.items.whole = true;
    }
  }
  if (won.has('removed')) for (const kind of DOC_KINDS) p.changes.reword(id.data, kind);
  if (won.has('removed') || won.has('name')) {
    p.changes.items.whole = true;
    p.changes.touch('items', id.data);
  }
  const after = readTracker(p.db, id.data);
  if (after === null || after.hash === null || !(won.has('profile') || won.has('mapping'))) return;
  projectTracker(
    p,
    after,
    { hash: after.hash, sequence: after.sequence },
    {
      causeId: op.id,
      seq: op.seq,
      at,
      actorId: op.actor,
      source: 'here',
    },
  );
}

/** Null for a tracker without a file, and for a place that would lead out of its root. */
function placeOf(fields: Fields): { readonly rootId: RootId; readonly path: string } | null {
  const rootId = RootId.safeParse(fieldOf(fields, 'root'));
  const path = rootPath(asText(fields, 'path') ?? '');
  return rootId.success && path !== null ? { rootId: rootId.data, path } : null;
}

function applyActor(p: ReducerContext, op: OpRow, fields: Fields, at: number): void {
  const id = ActorId.safeParse(op.entityId);
  if (!id.success) return;
  putActor(p.db, {
    id: id.data,
    name: asText(fields, 'name') ?? id.data,
    kind: asActorKind(fields),
    publicKey: asText(fields, 'publicKey') ?? '',
    fingerprint: asText(fields, 'fingerprint') ?? '',
    unlock: asUnlock(fields),
    addedAt: at,
    revokedAt: fieldOf(fields, 'revoked') === true ? at : null,
  });
  p.changes.touch('actors');
}

function applyTemplate(p: ReducerContext, op: OpRow, fields: Fields, at: number): void {
  const task = TaskSpec.safeParse(fieldOf(fields, 'task'));
  p.changes.touch('templates');
  if (fieldOf(fields, 'removed') === true || !task.success) return deleteTemplate(p.db, op.entityId);
  putTemplate(p.db, {
    id: op.entityId,
    name: asText(fields, 'name') ?? op.entityId,
    about: asText(fields, 'about') ?? '',
    task: taskSpecJson.write(task.data),
    savedAt: at,
  });
}

function applyHub(p: ReducerContext, op: OpRow, fields: Fields, at: number): void {
  const id = HubId.safeParse(op.entityId);
  const device = DeviceId.safeParse(asText(fields, 'device'));
  if (!id.success) return;
  putHub(p.db, {
    id: id.data,
    name: asText(fields, 'name'),
    kind: asText(fields, 'kind'),
    deviceId: device.success ? device.data : null,
    addedAt: at,
    removedAt: fieldOf(fields, 'removed') === true ? at : null,
  });
  p.changes.touch('hub');
}

function applyFinding(p: ReducerContext, op: OpRow, fields: Fields, at: number): void {
  const reason = asText(fields, 'accepted');
  if (reason === null) deleteAcceptance(p.db, op.entityId);
  else putAcceptance(p.db, { findingId: op.entityId, actorId: op.actor, at, reason });
  p.changes.touch('findings');
}

function applyConflict(p: ReducerContext, op: OpRow, fields: Fields, at: number): void {
  const keep = asKeep(fields);
  writeConflictResolution(p.db, op.entityId, keep === null ? null : { keep, at, by: op.actor });
  p.changes.touch('conflicts');
}
