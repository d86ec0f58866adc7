import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

export interface WorkspaceRow {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly createdAt: number;
  /** Where this device's keys are bound to; null until they are made. */
  readonly place: string | null;
}

export function readWorkspace(db: Reader): WorkspaceRow | null {
  return db.get<WorkspaceRow>(
    'SELECT id, device_id AS deviceId, created_at AS createdAt, place FROM workspace WHERE one = 1',
  );
}

export function insertWorkspace(db: Writer, row: WorkspaceRow): void {
  db.run(
    'INSERT INTO workspace (one, id, device_id, created_at, place) VALUES (1, ?, ?, ?, ?)',
    row.id,
    row.deviceId,
    row.createdAt,
    row.place,
  );
}

/** Who writes to this database from now on, and where. */
export function setDevice(db: Writer, deviceId: DeviceId, place: string): void {
  db.run('UPDATE workspace SET device_id = ?, place = ? WHERE one = 1', deviceId, place);
}
