import {
  type Environment,
  EnvironmentTerms,
  FIRST_ENVIRONMENTS,
  FIRST_TERMS,
  type Move,
} from '../../../../core/domain/readiness/environment/environment.ts';
import type { ActorId, MoveId } from '../../../../core/kernel/ids.ts';
import type { Reader } from '../../../handle.ts';
import { environmentJson, moveBegunJson, moveEndedJson } from '../../../json-columns.ts';
import type { BundleRecord } from '../../../tables/readiness/bundle.ts';

const BUNDLE = `id, archive, bytes, gate_id AS gateId, gate_title AS gateTitle, gate_version AS gateVersion, run_id AS run,
  decision, commit_id AS "commit", lineage_complete AS lineageComplete, signer, created_at AS createdAt,
  added_by AS addedBy, added_at AS addedAt`;

type StoredBundle = Omit<BundleRecord, 'lineageComplete'> & { readonly lineageComplete: 0 | 1 };

const bundleOf = (row: StoredBundle): BundleRecord => ({
  ...row,
  lineageComplete: row.lineageComplete === 1,
});

export function readBundle(db: Reader, id: string): BundleRecord | null {
  const row = db.get<StoredBundle>(`SELECT ${BUNDLE} FROM bundle WHERE id = ?`, id);
  return row === null ? null : bundleOf(row);
}

/** The newest first. */
export function readBundles(db: Reader, limit: number): readonly BundleRecord[] {
  return db
    .all<StoredBundle>(`SELECT ${BUNDLE} FROM bundle ORDER BY created_at DESC, id LIMIT ?`, limit)
    .map(bundleOf);
}

export function isArchiveOfBundle(db: Reader, archive: string): boolean {
  return db.value<number>('SELECT 1 FROM bundle WHERE archive = ? LIMIT 1', archive) !== null;
}

/** From the first to the last that a bundle comes to; `removed`: also those that were removed. */
export function readEnvironments(db: Reader, removed = false): readonly Environment[] {
  const rows = db.all<{ readonly id: string; readonly terms: string; readonly removed: 0 | 1 }>(
    'SELECT id, terms, removed FROM environment ORDER BY id',
  );
  const said = new Map(rows.map((row) => [row.id, row]));
  const first = FIRST_ENVIRONMENTS.filter(({ id }) => !said.has(id)).map((one) => ({
    ...one,
    removed: false,
  }));
  const set = rows.map(({ id, terms, removed }): Environment => {
    const read = environmentJson.read(terms);
    const known = FIRST_ENVIRONMENTS.find((one) => one.id === id) ?? {
      ...FIRST_TERMS,
      title: id,
      position: 100,
    };
    const said = EnvironmentTerms.parse({ ...known, ...(read.ok ? read.value : {}) });
    return { ...said, id, removed: removed === 1 };
  });
  return [...first, ...set]
    .filter((one) => removed || !one.removed)
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

export function readEnvironment(db: Reader, id: string): Environment | null {
  return readEnvironments(db).find((one) => one.id === id) ?? null;
}

export function isApproved(db: Reader, approvalId: string): boolean {
  return db.value<number>('SELECT 1 FROM command_approval WHERE id = ?', approvalId) !== null;
}

interface StoredMove {
  readonly id: MoveId;
  readonly begun: string;
  readonly by: ActorId;
  readonly at: number;
  readonly correlation: string;
  readonly ended: string | null;
  readonly endedAt: number | null;
}

const MOVE = `id, begun, begun_by AS "by", begun_at AS at, ended, ended_at AS endedAt,
  coalesce((SELECT correlation FROM op WHERE op.hlc = move.hlc), '') AS correlation`;

/** The oldest first; null: of every environment. At most so many, the newest. */
export function readMoves(db: Reader, environment: string | null, limit: number): readonly Move[] {
  return db
    .all<StoredMove>(
      `SELECT * FROM (SELECT ${MOVE}, hlc FROM move WHERE ? IS NULL OR environment_id = ? ORDER BY hlc DESC LIMIT ?)
       ORDER BY hlc`,
      environment,
      environment,
      limit,
    )
    .flatMap((row) => moveOf(row) ?? []);
}

export function readMove(db: Reader, id: string): Move | null {
  const row = db.get<StoredMove>(`SELECT ${MOVE} FROM move WHERE id = ?`, id);
  return row === null ? null : moveOf(row);
}

function moveOf({ id, begun, by, at, correlation, ended, endedAt }: StoredMove): Move | null {
  const read = moveBegunJson.read(begun);
  if (!read.ok) return null;
  const end = ended === null ? null : moveEndedJson.read(ended);
  return {
    ...read.value,
    id,
    by,
    at,
    correlation,
    ended: end?.ok === true ? { ...end.value, at: endedAt ?? at } : null,
  };
}
