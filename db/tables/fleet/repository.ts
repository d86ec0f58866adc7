import type { RepositoryId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface RepositoryRecord {
  readonly id: RepositoryId;
  readonly name: string;
  readonly url: string;
  readonly rank: number;
  readonly paused: 0 | 1;
  readonly addedAt: number;
}

export function insertRepository(db: Writer, row: RepositoryRecord): void {
  db.run(
    `INSERT INTO repository (id, name, url, rank, paused, added_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    row.id,
    row.name,
    row.url,
    row.rank,
    row.paused,
    row.addedAt,
  );
}

export function rankRepository(db: Writer, id: RepositoryId, rank: number): void {
  db.run('UPDATE repository SET rank = ? WHERE id = ?', rank, id);
}

export function pauseRepository(db: Writer, id: RepositoryId, paused: boolean): void {
  db.run('UPDATE repository SET paused = ? WHERE id = ?', paused ? 1 : 0, id);
}

/** Its name stays for the tasks that were done in it. */
export function removeRepository(db: Writer, id: RepositoryId, at: number): void {
  db.run('UPDATE repository SET removed_at = ? WHERE id = ?', at, id);
}

/** Those that weren't removed, in the order they are served. */
export function readRepositories(db: Reader): RepositoryRecord[] {
  return db.all<RepositoryRecord>(
    `SELECT id, name, url, rank, paused, added_at AS addedAt FROM repository WHERE removed_at IS NULL
     ORDER BY rank, id`,
  );
}
