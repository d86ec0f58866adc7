import type { RepositoryId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface RepositoryRecord {
  readonly hubN: number;
  readonly id: RepositoryId;
  readonly name: string;
  readonly url: string;
  readonly rank: number;
  readonly paused: 0 | 1;
  readonly addedAt: number;
}

export function insertRepository(db: Writer, row: RepositoryRecord): void {
  db.run(
    `INSERT INTO repository (hub_n, id, name, url, rank, paused, added_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    row.hubN,
    row.id,
    row.name,
    row.url,
    row.rank,
    row.paused,
    row.addedAt,
  );
}

export function rankRepository(db: Writer, hubN: number, id: RepositoryId, rank: number): void {
  db.run('UPDATE repository SET rank = ? WHERE id = ? AND hub_n = ?', rank, id, hubN);
}

export function pauseRepository(db: Writer, hubN: number, id: RepositoryId, paused: boolean): void {
  db.run('UPDATE repository SET paused = ? WHERE id = ? AND hub_n = ?', paused ? 1 : 0, id, hubN);
}

/** Its name stays for the tasks that were done in it. */
export function removeRepository(db: Writer, hubN: number, id: RepositoryId, at: number): void {
  db.run('UPDATE repository SET removed_at = ? WHERE id = ? AND hub_n = ?', at, id, hubN);
}

/** Those that weren't removed, in the order they are served. */
export function readRepositories(db: Reader, hubN: number): RepositoryRecord[] {
  return db.all<RepositoryRecord>(
    `SELECT hub_n AS hubN, id, name, url, rank, paused, added_at AS addedAt FROM repository WHERE hub_n = ? AND removed_at IS NULL
     ORDER BY rank, id`,
    hubN,
  );
}
