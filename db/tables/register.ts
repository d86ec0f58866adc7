import type { EntityKind } from '../../core/domain/entity-kinds.ts';
import type { Reader, Writer } from '../handle.ts';

/** All settings are the fields of one entity. */
export const SETTINGS_ENTITY = { kind: 'settings', id: 'settings' } as const;

/** Sets a field unless something later by the clock is there. True when it was set. */
export function setRegister(
  db: Writer,
  entity: { readonly kind: EntityKind; readonly id: string },
  field: string,
  value: string,
  hlc: string,
): boolean {
  const changed = db.run(
    `INSERT INTO register (entity_kind, entity_id, field, value, hlc) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, hlc = excluded.hlc WHERE excluded.hlc > register.hlc`,
    entity.kind,
    entity.id,
    field,
    value,
    hlc,
  );
  return changed === 1;
}

/** All fields of one entity, as JSON texts. */
export function readRegister(db: Reader, kind: EntityKind, id: string): Map<string, string> {
  const rows = db.all<{ field: string; value: string }>(
    'SELECT field, value FROM register WHERE entity_kind = ? AND entity_id = ?',
    kind,
    id,
  );
  return new Map(rows.map((row) => [row.field, row.value]));
}

/** The clock of the op that set a field. */
export function registerClock(db: Reader, kind: EntityKind, id: string, field: string): string | null {
  return db.value<string>(
    'SELECT hlc FROM register WHERE entity_kind = ? AND entity_id = ? AND field = ?',
    kind,
    id,
    field,
  );
}
