import type { Writer } from '../handle.ts';

export function writeCursor(db: Writer, source: string, position: string, at: number): void {
  db.run(
    `INSERT INTO cursor (source, position, at) VALUES (?, ?, ?)
     ON CONFLICT (source) DO UPDATE SET position = excluded.position, at = excluded.at`,
    source,
    position,
    at,
  );
}
