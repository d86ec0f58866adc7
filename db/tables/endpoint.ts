import type { EndpointHealth } from '../../core/domain/fleet/routing.ts';
import type { EndpointId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

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

/** A new endpoint is unknown until it is checked; another wording keeps what was found. */
export function putEndpoint(
  db: Writer,
  row: Pick<EndpointRecord, 'id' | 'spec' | 'models' | 'addedAt'>,
): void {
  db.run(
    `INSERT INTO endpoint (id, spec, health, models, note, checked_at, added_at) VALUES (?, ?, 'unknown', ?, '', NULL, ?)
     ON CONFLICT DO UPDATE SET spec = excluded.spec`,
    row.id,
    row.spec,
    row.models,
    row.addedAt,
  );
}

export function writeEndpointCheck(
  db: Writer,
  row: Pick<EndpointRecord, 'id' | 'health' | 'models' | 'note'> & { readonly at: number },
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

export function deleteEndpoint(db: Writer, id: EndpointId): void {
  db.run('DELETE FROM endpoint WHERE id = ?', id);
}

export function readEndpoints(db: Reader): EndpointRecord[] {
  return db.all<EndpointRecord>(
    `SELECT id, spec, health, models, note, checked_at AS checkedAt, added_at AS addedAt FROM endpoint
     ORDER BY added_at, id`,
  );
}
