import type { Reader, Writer } from '../handle.ts';

/** Keys kept; those untouched longest go first. */
export const LAYOUT_KEYS_KEPT = 1000;

export function putLayout(db: Writer, key: string, value: string, at: number): void {
  db.run(
    `INSERT INTO layout (key, value, at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at`,
    key,
    value,
    at,
  );
  db.run(
    'DELETE FROM layout WHERE key IN (SELECT key FROM layout ORDER BY at DESC, key LIMIT -1 OFFSET ?)',
    LAYOUT_KEYS_KEPT,
  );
}

export function readLayout(db: Reader, key: string): string | null {
  return db.value<string>('SELECT value FROM layout WHERE key = ?', key);
}
