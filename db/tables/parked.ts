import type { Reader, Writer } from '../handle.ts';

export type ParkedKind = 'op' | 'revision' | 'note';

/** What came from elsewhere and can't be taken in yet (parked), or never will be (set aside). */
export interface ParkedRow {
  readonly kind: ParkedKind;
  readonly id: string;
  readonly digest: string;
  readonly envelope: string;
  readonly state: 'parked' | 'set-aside';
  readonly reason: string;
  /** What it waits for, or what is wrong with it. */
  readonly detail: string;
  /** The bytes a revision will need, whatever else it waits for. */
  readonly content: string | null;
  readonly at: number;
}

const COLUMNS = 'kind, id, digest, envelope, state, reason, detail, content, at';

export function putParked(db: Writer, row: ParkedRow): void {
  db.run(
    `INSERT INTO parked (kind, id, digest, envelope, state, reason, detail, content, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, reason = excluded.reason, detail = excluded.detail`,
    row.kind,
    row.id,
    row.digest,
    row.envelope,
    row.state,
    row.reason,
    row.detail,
    row.content,
    row.at,
  );
}

export function deleteParked(db: Writer, { kind, id, digest }: ParkedRow): void {
  db.run('DELETE FROM parked WHERE kind = ? AND id = ? AND digest = ?', kind, id, digest);
}

export function parkedFor(db: Reader, detail: string): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT ${COLUMNS} FROM parked WHERE detail = ? AND state = 'parked' ORDER BY kind, id`,
    detail,
  );
}

export function parkedBut(db: Reader, reasons: readonly string[]): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT ${COLUMNS} FROM parked
     WHERE state = 'parked' AND reason NOT IN (SELECT value FROM json_each(?)) ORDER BY kind, id`,
    JSON.stringify(reasons),
  );
}

export function countParked(db: Reader): number {
  return db.value<number>('SELECT count(*) FROM parked') ?? 0;
}

/** Whether a revision that waits will need these bytes. */
export function isAwaited(db: Reader, content: string): boolean {
  return db.value("SELECT 1 FROM parked WHERE content = ? AND state = 'parked'", content) !== null;
}
