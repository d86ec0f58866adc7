import type { ActorId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

/** All settings are the fields of one entity. */
export const SETTINGS_ENTITY = { kind: 'settings', id: 'settings' } as const;

/** The name under which the first op on an entity is kept; no field can have it. */
const FIRST = ':first';

interface Entity {
  readonly kind: string;
  readonly id: string;
}

/** What stands behind a field: the op that set it last, by its clock and its actor. */
export interface RegisterField {
  /** JSON text. */
  readonly value: string;
  readonly hlc: string;
  readonly actorId: ActorId;
}

/** Sets a field unless something later by the clock is there. True when it was set. */
export function setRegister(
  db: Writer,
  entity: Entity,
  field: string,
  { value, hlc, actorId }: RegisterField,
): boolean {
  const changed = db.run(
    `INSERT INTO register (entity_kind, entity_id, field, value, hlc, actor_id) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, hlc = excluded.hlc, actor_id = excluded.actor_id
     WHERE excluded.hlc > register.hlc`,
    entity.kind,
    entity.id,
    field,
    value,
    hlc,
    actorId,
  );
  return changed === 1;
}

/** Keeps the smallest clock of all ops on an entity: when it came to be. True when this one is it. */
export function noteFirst(
  db: Writer,
  entity: Entity,
  { hlc, actorId }: Omit<RegisterField, 'value'>,
): boolean {
  const changed = db.run(
    `INSERT INTO register (entity_kind, entity_id, field, value, hlc, actor_id) VALUES (?, ?, '${FIRST}', 'null', ?, ?)
     ON CONFLICT DO UPDATE SET hlc = excluded.hlc, actor_id = excluded.actor_id WHERE excluded.hlc < register.hlc`,
    entity.kind,
    entity.id,
    hlc,
    actorId,
  );
  return changed === 1;
}

export function deleteRegister(db: Writer, { kind, id }: Entity): void {
  db.run('DELETE FROM register WHERE entity_kind = ? AND entity_id = ?', kind, id);
}

/** All fields of one entity. */
export function readRegister(db: Reader, kind: string, id: string): Map<string, RegisterField> {
  const rows = db.all<RegisterField & { readonly field: string }>(
    `SELECT field, value, hlc, actor_id AS actorId FROM register
     WHERE entity_kind = ? AND entity_id = ? AND field <> '${FIRST}'`,
    kind,
    id,
  );
  return new Map(rows.map(({ field, ...set }) => [field, set]));
}

/** The clock of the last op that says something of these fields; null where none does. */
export function lastClockOn(db: Reader, { kind, id }: Entity, fields: readonly string[]): string | null {
  return db.value<string>(
    `SELECT max(hlc) FROM register
     WHERE entity_kind = ? AND entity_id = ? AND field IN (SELECT value FROM json_each(?))`,
    kind,
    id,
    JSON.stringify(fields),
  );
}

/** The clock of the first op on an entity, and whose it is. */
export function firstOp(db: Reader, kind: string, id: string): Omit<RegisterField, 'value'> | null {
  return db.get<Omit<RegisterField, 'value'>>(
    `SELECT hlc, actor_id AS actorId FROM register WHERE entity_kind = ? AND entity_id = ? AND field = '${FIRST}'`,
    kind,
    id,
  );
}
