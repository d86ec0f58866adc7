import type { Reader, Writer } from '../handle.ts';

export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** Made before the first migration runs, since it records them. */
export const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  app_version TEXT NOT NULL
) STRICT`;

export function appliedMigrations(db: Reader): AppliedMigration[] {
  const exists = db.value<number>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'");
  if (exists === null) return [];
  return db.all<AppliedMigration>('SELECT number, name, sha256 FROM migration ORDER BY number');
}

export function recordMigration(db: Writer, row: AppliedMigration, at: number, appVersion: string): void {
  db.run(
    'INSERT INTO migration (number, name, sha256, applied_at, app_version) VALUES (?, ?, ?, ?, ?)',
    row.number,
    row.name,
    row.sha256,
    at,
    appVersion,
  );
}

export function newestVersion(db: Reader): string | null {
  return db.value<string>('SELECT app_version FROM migration ORDER BY number DESC LIMIT 1');
}
