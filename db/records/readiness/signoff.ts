import { hash } from 'node:crypto';
import { Digest } from '../../../core/domain/readiness/evidence.ts';
import type { RequestFacts, SignatureFacts } from '../../../core/domain/readiness/signoff/judge-signature.ts';
import { FIRST_POLICY, SignoffPolicy } from '../../../core/domain/readiness/signoff/policy.ts';
import {
  type Adoption,
  type PolicyHistory,
  policyHistory,
} from '../../../core/domain/readiness/signoff/policy-history.ts';
import type { TakenBack } from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import {
  type ActorId,
  GapId,
  type ItemId,
  RequestId,
  SignoffId,
  type TrackerId,
} from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';
import type { Reader } from '../../handle.ts';
import { askedJson, givenJson } from '../../json-columns.ts';
import { keptContents } from '../kept-contents.ts';

/** The same for the same content on every device; nobody can put another one under it. */
const named = (prefix: string, content: Json): string =>
  `${prefix}_${hash('sha256', canonicalJson(content), 'base64url').slice(0, 32)}`;

export const requestIdOf = (asked: Json): RequestId => RequestId.parse(named('rq', asked));
export const signoffIdOf = (statement: Json): SignoffId => SignoffId.parse(named('so', statement));
export const gapIdOf = (raised: Json): GapId => GapId.parse(named('gp', raised));

/** SHA-256 of the canonical JSON of a value. */
export function digestOf(value: Json): Digest {
  return Digest.parse(hash('sha256', canonicalJson(value), 'hex'));
}

export const FIRST_POLICY_VERSION = digestOf(FIRST_POLICY);

export interface RequestRecord extends RequestFacts {
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  readonly askedAt: number;
  readonly takenBack: TakenBack | null;
}

interface RequestRow {
  readonly id: RequestId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  readonly hlc: string;
  readonly askedAt: number;
  readonly withdrawnBy: ActorId | null;
  readonly withdrawnAt: number | null;
}

const askedOf = keptContents(
  (db, ids) =>
    db.all('SELECT id, asked AS text FROM signoff_request WHERE id IN (SELECT value FROM json_each(?))', ids),
  (text) => valueOr(askedJson.read(text)),
);

/** Those for these items, as a JSON array of any of their ids; null: all. */
export function readRequests(db: Reader, itemIds: string | null): RequestRecord[] {
  const rows = db.all<RequestRow>(
    `SELECT id, tracker_id AS trackerId, item_id AS itemId, hlc, asked_at AS askedAt, withdrawn_by AS withdrawnBy,
       withdrawn_at AS withdrawnAt FROM signoff_request
     ${itemIds === null ? '' : 'WHERE item_id IN (SELECT value FROM json_each(?))'}`,
    ...(itemIds === null ? [] : [itemIds]),
  );
  const contentOf = askedOf(db, rows);
  return rows.flatMap(({ withdrawnBy, withdrawnAt, ...row }) => {
    const asked = contentOf(row);
    if (asked === null) return [];
    const takenBack =
      withdrawnBy === null || withdrawnAt === null ? null : { by: withdrawnBy, at: withdrawnAt };
    return [{ ...row, asked, takenBack }];
  });
}

/** Null where it is of a newer version. */
function valueOr<Value>(read: Result<Value>): Value | null {
  return read.ok ? read.value : null;
}

export interface SignoffRecord extends SignatureFacts {
  readonly requestId: RequestId;
  /** Everybody who said that it is taken back. */
  readonly takenBackBy: readonly TakenBack[];
}

interface SignoffRow {
  readonly id: SignoffId;
  readonly requestId: RequestId;
  readonly writtenBy: ActorId;
  readonly hlc: string;
  readonly takenBack: string;
}

const givenOf = keptContents(
  (db, ids) =>
    db.all('SELECT id, given AS text FROM signoff WHERE id IN (SELECT value FROM json_each(?))', ids),
  (text) => valueOr(givenJson.read(text)),
);

/** Those on these requests, as a JSON array; null: all. */
export function readSignoffs(db: Reader, requestIds: string | null): SignoffRecord[] {
  const rows = db.all<SignoffRow>(
    `SELECT id, request_id AS requestId, written_by AS writtenBy, hlc, taken_back AS takenBack FROM signoff
     ${requestIds === null ? '' : 'WHERE request_id IN (SELECT value FROM json_each(?))'}`,
    ...(requestIds === null ? [] : [requestIds]),
  );
  const contentOf = givenOf(db, rows);
  return rows.flatMap(({ takenBack, ...row }) => {
    const given = contentOf(row);
    if (given === null) return [];
    const takenBackBy: TakenBack[] = takenBack === '[]' ? [] : JSON.parse(takenBack);
    return [{ ...row, ...given, takenBackBy }];
  });
}

export interface GapRecord {
  readonly id: GapId;
  readonly requestId: RequestId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  readonly role: string;
  readonly says: string;
  readonly raisedBy: ActorId;
  readonly raisedAt: number;
  readonly hlc: string;
  readonly closedNote: string | null;
  readonly closedBy: ActorId | null;
  readonly closedAt: number | null;
}

const GAP = `id, request_id AS requestId, tracker_id AS trackerId, item_id AS itemId, role, says, raised_by AS raisedBy,
  raised_at AS raisedAt, hlc, closed_note AS closedNote, closed_by AS closedBy, closed_at AS closedAt`;

/** Those of these items, as a JSON array of any of their ids; null: all. The newest first. */
export function readGaps(db: Reader, itemIds: string | null): GapRecord[] {
  return db.all<GapRecord>(
    `SELECT ${GAP} FROM gap ${itemIds === null ? '' : 'WHERE item_id IN (SELECT value FROM json_each(?))'}
     ORDER BY raised_at DESC, id`,
    ...(itemIds === null ? [] : [itemIds]),
  );
}

export function readGap(db: Reader, id: string): GapRecord | null {
  return db.get<GapRecord>(`SELECT ${GAP} FROM gap WHERE id = ?`, id);
}

export interface PolicyAdoption {
  readonly hlc: string;
  readonly by: ActorId;
}

/** Every version that was ever adopted, and when. */
export function readPolicies(
  db: Reader,
): PolicyHistory & { readonly adoptions: readonly (Adoption & PolicyAdoption)[] } {
  const adoptions = db
    .all<{ id: string; document: string; adoptions: string }>(
      'SELECT id, document, adoptions FROM signoff_policy',
    )
    .flatMap((row) => {
      const policy = SignoffPolicy.safeParse(JSON.parse(row.document));
      const version = Digest.safeParse(row.id);
      const adopted: PolicyAdoption[] = JSON.parse(row.adoptions);
      if (!policy.success || !version.success) return [];
      return adopted.map(({ hlc, by }) => ({ version: version.data, policy: policy.data, hlc, by }));
    });
  return { ...policyHistory(FIRST_POLICY_VERSION, adoptions), adoptions };
}
