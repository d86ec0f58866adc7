import type { Reader, Writer } from '../handle.ts';

export function readFingerprint(db: Reader, name: string): string | null {
  return db.value<string>('SELECT fingerprint FROM derived WHERE name = ?', name);
}

export function writeFingerprint(db: Writer, name: string, fingerprint: string): void {
  db.run(
    `INSERT INTO derived (name, fingerprint) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint`,
    name,
    fingerprint,
  );
}

export function forgetFingerprint(db: Writer, name: string): void {
  db.run('DELETE FROM derived WHERE name = ?', name);
}
