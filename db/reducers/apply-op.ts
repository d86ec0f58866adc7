import type { EntityKind } from '../../core/domain/entity-kinds.ts';
import { patchJson } from '../../core/kernel/op.ts';
import type { OpRow } from '../tables/op.ts';
import { firstClock, noteFirst, readRegister, setRegister } from '../tables/register.ts';
import type { EntityReducer } from './entities/entity-reducer.ts';
import { fleetEntities } from './entities/fleet-entities.ts';
import { trackerEntities } from './entities/tracker-entities.ts';
import { workspaceEntities } from './entities/workspace-entities.ts';
import { millisOf } from './op-values.ts';
import type { ReducerContext } from './reducer-context.ts';

/** What each domain does with the ops on its kinds. */
const ENTITIES: Readonly<Record<EntityKind, EntityReducer>> = {
  ...workspaceEntities,
  ...trackerEntities,
  ...fleetEntities,
};

/**
 * Applies one decision. Per field the later one by the clock wins, so ops may arrive in any order. Ops on items
 * change nothing here: their truth is the file, whose revision is an event of its own.
 */
export function applyOp(p: ReducerContext, op: OpRow): void {
  const patch = patchJson.read(op.patch);
  const reduce = ENTITIES[op.kind];
  if (!patch.ok || reduce === null) return;
  const entity = { kind: op.kind, id: op.entityId };
  const by = { hlc: op.hlc, actorId: op.actor };
  const won = new Set<string>();
  for (const [field, change] of Object.entries(patch.value)) {
    if (setRegister(p.db, entity, field, { value: JSON.stringify(change.value), ...by })) won.add(field);
  }
  const first = noteFirst(p.db, entity, by);
  if (won.size === 0 && !first) return;
  reduce(p, {
    id: op.entityId,
    fields: readRegister(p.db, op.kind, op.entityId),
    addedAt: millisOf(firstClock(p.db, op.kind, op.entityId)),
    won,
  });
}
