import type { Reader, Writer } from '../handle.ts';

export type ParkedKind = 'op' | 'revision' | 'note' | 'verification';

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
     ON CONFLICT DO UPDATE SET state = excluded.state, reason = excluded.reason, detail = excluded.detail,
       content = excluded.content
     WHERE (state, reason, detail) <> (excluded.state, excluded.reason, excluded.detail)`,
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

export function deleteParked(
  db: Writer,
  { kind, id, digest }: Pick<ParkedRow, 'kind' | 'id' | 'digest'>,
): void {
  db.run('DELETE FROM parked WHERE kind = ? AND id = ? AND digest = ?', kind, id, digest);
}

/** What waits for what this names. */
export function parkedFor(db: Reader, name: string): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT ${COLUMNS} FROM parked WHERE detail = ? AND state = 'parked' ORDER BY kind, id`,
    name,
  );
}

export function parkedBecause(db: Reader, reason: string): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT ${COLUMNS} FROM parked WHERE state = 'parked' AND reason = ? ORDER BY kind, id`,
    reason,
  );
}

export function allParked(db: Reader): ParkedRow[] {
  return db.all<ParkedRow>(`SELECT ${COLUMNS} FROM parked WHERE state = 'parked' ORDER BY kind, id`);
}

/** Ops of one actor that were set aside for this reason. */
export function setAsideOpsOf(db: Reader, reason: string, actorId: string): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT ${COLUMNS} FROM parked
     WHERE state = 'set-aside' AND reason = ? AND kind = 'op' AND envelope ->> '$.actor' = ? ORDER BY id`,
    reason,
    actorId,
  );
}

/** Revisions that wait for this one, for its content, or are it. */
export function parkedTexts(
  db: Reader,
  { id, content }: { readonly id: string; readonly content: string },
): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT ${COLUMNS} FROM parked WHERE kind = 'revision' AND state = 'parked' AND (detail IN (?, ?) OR id = ?)
     ORDER BY id`,
    id,
    content,
    id,
  );
}

export function countParked(db: Reader, state: ParkedRow['state']): number {
  return db.value<number>('SELECT count(*) FROM parked WHERE state = ?', state) ?? 0;
}

/** The length of all that waits. */
export function parkedBytes(db: Reader): number {
  return db.value<number>("SELECT total(octet_length(envelope)) FROM parked WHERE state = 'parked'") ?? 0;
}

/** Of what was set aside only the newest is kept. */
export function trimSetAside(db: Writer, keep: number): void {
  const excess = countParked(db, 'set-aside') - keep;
  if (excess <= 0) return;
  db.run(
    `DELETE FROM parked WHERE (kind, id, digest) IN
       (SELECT kind, id, digest FROM parked WHERE state = 'set-aside' ORDER BY at, kind, id, digest LIMIT ?)`,
    excess,
  );
}

/** Whether a revision that waits will need these bytes. */
export function isAwaited(db: Reader, content: string): boolean {
  return db.value("SELECT 1 FROM parked WHERE content = ? AND state = 'parked'", content) !== null;
}

/** How many wait and how many were set aside, and why the newest of each. */
export function parkedSummary(
  db: Reader,
): { readonly state: ParkedRow['state']; readonly count: number; readonly reason: string }[] {
  return db.all(
    `SELECT state, count(*) AS count, reason, max(at) AS newest FROM parked GROUP BY state ORDER BY state`,
  );
}
