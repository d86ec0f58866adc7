import type { EndpointHealth } from '../../../core/domain/fleet/routing.ts';
import type { EndpointId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface EndpointRecord {
  readonly hubN: number;
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

const COLUMNS = 'hub_n AS hubN, id, spec, health, models, note, checked_at AS checkedAt, added_at AS addedAt';

/** Unknown until it is checked. */
export function insertEndpoint(
  db: Writer,
  row: Pick<EndpointRecord, 'hubN' | 'id' | 'spec' | 'models' | 'addedAt'>,
): void {
  db.run(
    `INSERT INTO endpoint (hub_n, id, spec, health, models, note, added_at) VALUES (?, ?, ?, 'unknown', ?, '', ?)
     ON CONFLICT DO NOTHING`,
    row.hubN,
    row.id,
    row.spec,
    row.models,
    row.addedAt,
  );
}

export function writeEndpointSpec(db: Writer, hubN: number, id: EndpointId, spec: string): void {
  db.run('UPDATE endpoint SET spec = ? WHERE id = ? AND hub_n = ?', spec, id, hubN);
}

export function writeEndpointCheck(
  db: Writer,
  row: Pick<EndpointRecord, 'hubN' | 'id' | 'health' | 'models' | 'note'> & { readonly at: number | null },
): void {
  db.run(
    'UPDATE endpoint SET health = ?, models = ?, note = ?, checked_at = ? WHERE id = ? AND hub_n = ?',
    row.health,
    row.models,
    row.note,
    row.at,
    row.id,
    row.hubN,
  );
}

export function readEndpoint(db: Reader, hubN: number, id: EndpointId): EndpointRecord | null {
  return db.get<EndpointRecord>(`SELECT ${COLUMNS} FROM endpoint WHERE id = ? AND hub_n = ?`, id, hubN);
}

export function deleteEndpoint(db: Writer, hubN: number, id: EndpointId): void {
  db.run('DELETE FROM endpoint WHERE id = ? AND hub_n = ?', id, hubN);
}

export function readEndpoints(db: Reader, hubN: number): EndpointRecord[] {
  return db.all<EndpointRecord>(
    `SELECT ${COLUMNS} FROM endpoint WHERE hub_n = ? ORDER BY added_at, id`,
    hubN,
  );
}
