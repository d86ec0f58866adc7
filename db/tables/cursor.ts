import type { Reader, Writer } from '../handle.ts';

export function writeCursor(db: Writer, source: string, position: string, at: number): void {
  db.run(
    `INSERT INTO cursor (source, position, at) VALUES (?, ?, ?)
     ON CONFLICT (source) DO UPDATE SET position = excluded.position, at = excluded.at`,
    source,
    position,
    at,
  );
}

export function readCursor(db: Reader, source: string): string | null {
  return db.value<string>('SELECT position FROM cursor WHERE source = ?', source);
}
