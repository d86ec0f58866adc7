import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

export interface WorkspaceRow {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly createdAt: number;
}

export function readWorkspace(db: Reader): WorkspaceRow | null {
  return db.get<WorkspaceRow>(
    'SELECT id, device_id AS deviceId, created_at AS createdAt FROM workspace WHERE one = 1',
  );
}

export function insertWorkspace(db: Writer, row: WorkspaceRow): void {
  db.run(
    'INSERT INTO workspace (one, id, device_id, created_at) VALUES (1, ?, ?, ?)',
    row.id,
    row.deviceId,
    row.createdAt,
  );
}
