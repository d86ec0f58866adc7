import type { DeviceId, HubId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

/** All but `n` and `id` are null until the op that announces the hub is here. */
export interface HubRecord {
  /** Its short name in this database; see 0007-hubs.sql. */
  readonly n: number;
  readonly id: HubId;
  readonly name: string | null;
  readonly kind: string | null;
  readonly deviceId: DeviceId | null;
  readonly addedAt: number | null;
  readonly removedAt: number | null;
}

const COLUMNS = 'n, id, name, kind, device_id AS deviceId, added_at AS addedAt, removed_at AS removedAt';

export function readHubs(db: Reader): HubRecord[] {
  return db.all<HubRecord>(`SELECT ${COLUMNS} FROM hub ORDER BY n`);
}

export function readHub(db: Reader, id: HubId): HubRecord | null {
  return db.get<HubRecord>(`SELECT ${COLUMNS} FROM hub WHERE id = ?`, id);
}

/** The hub that runs on a device; the oldest, should there be several. */
export function embeddedHub(db: Reader, deviceId: DeviceId): HubRecord | null {
  return db.get<HubRecord>(
    `SELECT ${COLUMNS} FROM hub WHERE device_id = ? AND kind = 'embedded' AND removed_at IS NULL ORDER BY n LIMIT 1`,
    deviceId,
  );
}

/** The short name of a hub, which becomes known by this if it was not. */
export function hubNumber(db: Writer, id: HubId): number {
  const known = db.value<number>('SELECT n FROM hub WHERE id = ?', id);
  if (known !== null) return known;
  db.run('INSERT INTO hub (id) VALUES (?)', id);
  return hubNumber(db, id);
}

export function putHub(db: Writer, row: Omit<HubRecord, 'n'>): void {
  db.run(
    `INSERT INTO hub (id, name, kind, device_id, added_at, removed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, device_id = excluded.device_id,
       added_at = min(coalesce(added_at, excluded.added_at), excluded.added_at), removed_at = excluded.removed_at`,
    row.id,
    row.name,
    row.kind,
    row.deviceId,
    row.addedAt,
    row.removedAt,
  );
}
