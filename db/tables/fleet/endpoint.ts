import type { EndpointHealth } from '../../../core/domain/fleet/routing.ts';
import type { EndpointId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface EndpointRecord {
  readonly id: EndpointId;
  /** See `endpointSpecJson`. */
  readonly spec: string;
  readonly health: EndpointHealth;
  /** See `modelNamesJson`. */
  readonly models: string;
  readonly note: string;
  readonly checkedAt: number | null;
  readonly addedAt: number;
}

const COLUMNS = 'id, spec, health, models, note, checked_at AS checkedAt, added_at AS addedAt';

/** Unknown until it is checked. */
export function insertEndpoint(
  db: Writer,
  row: Pick<EndpointRecord, 'id' | 'spec' | 'models' | 'addedAt'>,
): void {
  db.run(
    `INSERT INTO endpoint (id, spec, health, models, note, added_at) VALUES (?, ?, 'unknown', ?, '', ?)
     ON CONFLICT DO NOTHING`,
    row.id,
    row.spec,
    row.models,
    row.addedAt,
  );
}

export function writeEndpointSpec(db: Writer, id: EndpointId, spec: string): void {
  db.run('UPDATE endpoint SET spec = ? WHERE id = ?', spec, id);
}

export function writeEndpointCheck(
  db: Writer,
  row: Pick<EndpointRecord, 'id' | 'health' | 'models' | 'note'> & { readonly at: number | null },
): void {
  db.run(
    'UPDATE endpoint SET health = ?, models = ?, note = ?, checked_at = ? WHERE id = ?',
    row.health,
    row.models,
    row.note,
    row.at,
    row.id,
  );
}

export function readEndpoint(db: Reader, id: EndpointId): EndpointRecord | null {
  return db.get<EndpointRecord>(`SELECT ${COLUMNS} FROM endpoint WHERE id = ?`, id);
}

export function deleteEndpoint(db: Writer, id: EndpointId): void {
  db.run('DELETE FROM endpoint WHERE id = ?', id);
}

export function readEndpoints(db: Reader): EndpointRecord[] {
  return db.all<EndpointRecord>(`SELECT ${COLUMNS} FROM endpoint ORDER BY added_at, id`);
}
