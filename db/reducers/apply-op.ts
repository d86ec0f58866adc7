import type { EntityKind } from '../../core/domain/entity-kinds.ts';
import { patchJson } from '../../core/kernel/op.ts';
import type { OpRow } from '../tables/op.ts';
import { deleteRegister, firstOp, noteFirst, readRegister, setRegister } from '../tables/register.ts';
import { alertEntities } from './entities/alert-entities.ts';
import type { EntityReducer } from './entities/entity-reducer.ts';
import { fleetEntities } from './entities/fleet-entities.ts';
import { readinessEntities } from './entities/readiness-entities.ts';
import { trackerEntities } from './entities/tracker-entities.ts';
import { workspaceEntities } from './entities/workspace-entities.ts';
import { millisOf } from './op-values.ts';
import type { ReducerContext } from './reducer-context.ts';

/** What each domain does with the ops on its kinds. */
const ENTITIES: Readonly<Record<EntityKind, EntityReducer>> = {
  ...workspaceEntities,
  ...trackerEntities,
  ...fleetEntities,
  ...readinessEntities,
  ...alertEntities,
};

/**
 * Applies one decision. Per field the later one by the clock wins, so ops may arrive in any order. Ops on items
 * change nothing here: their truth is the file, whose revision is an event of its own.
 */
export function applyOp(p: ReducerContext, op: OpRow): void {
  if (ENTITIES[op.kind] === null) return;
  const won = setFields(p, op);
  if (won !== null) reduceEntity(p, op.kind, op.entityId, won);
}

/** Brings an entity to what these ops say, which are all that are left on it after others were withdrawn. */
export function reapplyOps(p: ReducerContext, kind: EntityKind, id: string, ops: readonly OpRow[]): void {
  if (ENTITIES[kind] === null) return;
  const fields = readRegister(p.db, kind, id).keys();
  deleteRegister(p.db, { kind, id });
  for (const op of ops) setFields(p, op);
  reduceEntity(p, kind, id, new Set(fields));
}

/** The fields that it set; null where it says nothing that is not known. */
function setFields(p: ReducerContext, op: OpRow): ReadonlySet<string> | null {
  const patch = patchJson.read(op.patch);
  if (!patch.ok) return null;
  const entity = { kind: op.kind, id: op.entityId };
  const by = { hlc: op.hlc, actorId: op.actor };
  const won = new Set<string>();
  for (const [field, change] of Object.entries(patch.value)) {
    if (setRegister(p.db, entity, field, { value: JSON.stringify(change.value), ...by })) won.add(field);
  }
  const first = noteFirst(p.db, entity, by);
  return won.size > 0 || first ? won : null;
}

function reduceEntity(p: ReducerContext, kind: EntityKind, id: string, won: ReadonlySet<string>): void {
  const first = firstOp(p.db, kind, id);
  ENTITIES[kind]?.(p, {
    id,
    fields: readRegister(p.db, kind, id),
    addedAt: millisOf(first?.hlc ?? null),
    addedBy: first?.actorId ?? null,
    won,
  });
}
