import { hash } from 'node:crypto';
import type {
  Digest,
  EvidenceState,
  EvidenceTier,
  EvidenceType,
  VerificationResult,
} from '../../../../core/domain/readiness/evidence.ts';
import type {
  Candidate,
  EvidenceFact,
  ExceptionFact,
  FindingFact,
  GateFacts,
  ItemFact,
  TrackerFact,
} from '../../../../core/domain/readiness/gate/gate-facts.ts';
import { MAX_DRIFT_MS } from '../../../../core/kernel/hlc.ts';
import type { EvidenceId, ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import type { Reader } from '../../../handle.ts';
import { itemAliases } from '../../../records/item-join.ts';
import { isAgent, isOwnException, readExceptions } from '../../../records/readiness/gate.ts';
import { readPolicies } from '../../../records/readiness/signoff.ts';
import { aliasIds, shownAs } from '../../../records/shown-as.ts';
import { SHOWN } from '../../../records/tracker.ts';
import { DECISIVE, decisiveRecord, evidenceRow, stateOf } from '../evidence-list.ts';
import { readReviewers, signoffStandings } from '../signoff-standings.ts';
import { sloStandings } from '../slo/slo-standings.ts';

export const digestOf = (text: string): Digest => hash('sha256', text, 'hex');

/** Trackers in use, each with the ids it is known by. */
export function trackerFacts(read: Reader): readonly TrackerFact[] {
  const aliases = Map.groupBy(aliasIds(read), (id) => shownAs(read, id));
  return read
    .all<{ readonly id: TrackerId; readonly name: string }>(
      `SELECT id, name FROM tracker WHERE ${SHOWN} ORDER BY id`,
    )
    .map(({ id, name }) => ({ id, name, ids: [id, ...(aliases.get(id) ?? [])] }));
}

/** Items of some kinds, or all there are: tracker by tracker, in the order of their documents. */
export function itemFacts(read: Reader, kinds: readonly string[] | null): readonly ItemFact[] {
  return read
    .all<Omit<ItemFact, 'deferred'> & { readonly deferred: number }>(
      `SELECT i.id, i.tracker_id AS trackerId, t.name AS trackerName, t.owner AS trackerOwner, i.address, i.key, i.kind, i.title,
         coalesce(s.path, '') AS sectionPath, coalesce(s.title, '') AS sectionTitle, i.state, i.status, i.owner, i.notes,
         i.due, i.deferred
       FROM item i JOIN tracker t ON t.id = i.tracker_id AND ${SHOWN.replaceAll(/(\w+) IS/gu, 't.$1 IS')}
       LEFT JOIN section s ON s.tracker_id = i.tracker_id AND s.ordinal = i.section
       WHERE i.place_of IS NULL AND (? IS NULL OR i.kind IN (SELECT value FROM json_each(?)))
       ORDER BY i.tracker_id, i.position`,
      kinds === null ? null : 1,
      JSON.stringify(kinds ?? []),
    )
    .map((row) => ({ ...row, deferred: row.deferred === 1 }));
}

interface StoredEvidence {
  readonly id: EvidenceId;
  readonly itemId: ItemId;
  readonly type: EvidenceType;
  readonly tier: EvidenceTier;
  readonly digest: Digest | null;
  readonly freshDays: number | null;
  readonly addedAt: number;
  readonly withdrawn: 0 | 1;
  readonly result: VerificationResult | null;
  readonly at: number | null;
  readonly found: Digest | null;
  readonly commit: string | null;
  readonly value: number | null;
  readonly guard: string | null;
}

/** All evidence, by the item that it is shown under. What is only told of what fails is read when it is told. */
function evidenceFacts(
  read: Reader,
  items: ReadonlySet<string>,
  now: number,
): ReadonlyMap<ItemId, readonly EvidenceFact[]> {
  const limit = now + MAX_DRIFT_MS;
  const ahead = new Set(
    read.column<string>('SELECT DISTINCT evidence_id FROM verification WHERE at > ?', limit),
  );
  const byItem = new Map<ItemId, EvidenceFact[]>();
  const rows = read.iterate<StoredEvidence>(
    `SELECT e.id, e.item_id AS itemId, e.type, e.tier, e.digest, e.fresh_days AS freshDays, e.added_at AS addedAt,
       e.withdrawn_at IS NOT NULL AS withdrawn, v.result, v.at, v.digest AS found, v.commit_id AS "commit", v.value,
       e.guard
     FROM evidence e LEFT JOIN verification v ON ${DECISIVE} ORDER BY e.id`,
    limit,
    limit,
  );
  const moment: Moment = { read, now };
  const joined: StoredEvidence[] = [];
  const add = (row: StoredEvidence, itemId: ItemId): void => {
    const fact = new StoredFact(moment, row, itemId, row.addedAt > limit || ahead.has(row.id));
    const own = byItem.get(itemId);
    if (own === undefined) byItem.set(itemId, [fact]);
    else own.push(fact);
  };
  for (const row of rows) {
    if (items.has(row.itemId)) add(row, row.itemId);
    else joined.push(row);
  }
  const { shownOf } = itemAliases(read);
  for (const row of joined) add(row, shownOf(row.itemId));
  return byItem;
}

interface Moment {
  readonly read: Reader;
  readonly now: number;
}

class StoredFact implements EvidenceFact {
  readonly id: EvidenceId;
  readonly itemId: ItemId;
  readonly type: EvidenceType;
  readonly tier: EvidenceTier;
  readonly digest: Digest | null;
  readonly state: EvidenceState;
  readonly found: EvidenceFact['found'];
  readonly future: boolean;
  readonly withdrawn: boolean;
  readonly #at: Moment;

  constructor(at: Moment, row: StoredEvidence, itemId: ItemId, future: boolean) {
    const { result } = row;
    this.#at = at;
    this.id = row.id;
    this.itemId = itemId;
    this.type = row.type;
    this.tier = row.tier;
    this.digest = row.digest;
    this.state = stateOf(row, at.now);
    this.found = result === null ? null : { digest: row.found, commit: row.commit, value: row.value };
    this.future = future;
    this.withdrawn = row.withdrawn === 1;
  }

  where(): string {
    return evidenceRow(this.#at.read, this.id, this.#at.now)?.where ?? this.id;
  }

  says(): string {
    return evidenceRow(this.#at.read, this.id, this.#at.now)?.verification?.says ?? '';
  }

  skipped(): boolean {
    return decisiveRecord(this.#at.read, this.id, this.#at.now)?.why === 'skipped';
  }
}

/** Findings that nobody accepted, gravest first. */
function findingFacts(read: Reader): readonly FindingFact[] {
  return read
    .all<Omit<FindingFact, 'trackerIds'> & { readonly trackerIds: string }>(
      `SELECT f.id, f.severity, f.title,
         (SELECT t.name || CASE WHEN p.line IS NULL THEN '' ELSE ', line ' || p.line END
          FROM finding_place p JOIN tracker t ON t.id = p.tracker_id
          WHERE p.finding_id = f.id AND t.removed_at IS NULL ORDER BY p.ordinal LIMIT 1) AS place,
         (SELECT p.item_id FROM finding_place p WHERE p.finding_id = f.id ORDER BY p.ordinal LIMIT 1) AS itemId,
         (SELECT json_group_array(p.tracker_id) FROM finding_place p WHERE p.finding_id = f.id) AS trackerIds
       FROM finding f
       WHERE f.id NOT IN (SELECT finding_id FROM finding_acceptance) AND EXISTS (
         SELECT 1 FROM finding_place p JOIN tracker t ON t.id = p.tracker_id
         WHERE p.finding_id = f.id AND t.removed_at IS NULL)
       ORDER BY f.id`,
    )
    .map(({ trackerIds, ...row }) => ({ ...row, trackerIds: idsIn(trackerIds) }));
}

function idsIn(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((id) => typeof id === 'string') : [];
}

function exceptionFacts(read: Reader): readonly ExceptionFact[] {
  const people = readReviewers(read);
  const { shownOf } = itemAliases(read);
  return readExceptions(read, null).map(({ givenAt: _at, revokedBy: _by, revokedAt, item, ...row }) => ({
    ...row,
    item: item === null ? null : shownOf(item),
    approverName: people.nameOf(row.approver),
    own: isOwnException({ ...row }, row.approver, people),
    byAgent: isAgent(row.approver, people),
    revoked: revokedAt !== null,
  }));
}

export interface GateMoment {
  readonly now: number;
  readonly environment: string | null;
  readonly candidate: Candidate | null;
}

/** All that gates are judged by, read at once. */
export function gateFacts(
  read: Reader,
  { now, environment, candidate }: GateMoment,
  gates: GateFacts['gates'],
): GateFacts {
  const items = itemFacts(read, null);
  return {
    now,
    environment,
    candidate,
    trackers: trackerFacts(read),
    items,
    evidence: evidenceFacts(read, new Set(items.map(({ id }) => id)), now),
    signoffs: signoffStandings(read, null, keyChecks, now),
    findings: findingFacts(read),
    slo: remembered((policy, stage, profile) => sloStandings(read, { policy, stage, profile }, now)),
    gates,
    exceptions: exceptionFacts(read),
    policyVersion: readPolicies(read).inForce(null).version,
    digestOf,
  };
}

/** The same standings each time they are asked for: they are told apart by which object they are. */
function remembered(ask: GateFacts['slo']): GateFacts['slo'] {
  const known = new Map<string, ReturnType<GateFacts['slo']>>();
  return (...question) => {
    const key = JSON.stringify(question);
    const standings = known.get(key) ?? ask(...question);
    known.set(key, standings);
    return standings;
  };
}
