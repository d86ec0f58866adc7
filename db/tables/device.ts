import type { Reader, Writer } from '../handle.ts';

export function putDevice(db: Writer, row: { id: string; name: string; addedAt: number }): void {
  db.run(
    `INSERT INTO device (id, name, added_at) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
    row.id,
    row.name,
    row.addedAt,
  );
}

export function deviceName(db: Reader, id: string): string | null {
  return db.value<string>('SELECT name FROM device WHERE id = ?', id);
}
