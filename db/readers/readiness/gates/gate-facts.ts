import { hash } from 'node:crypto';
import type {
  Digest,
  EvidenceTier,
  EvidenceType,
  VerificationResult,
} from '../../../../core/domain/readiness/evidence.ts';
import { evidenceState } from '../../../../core/domain/readiness/evidence-state.ts';
import type {
  Candidate,
  EvidenceFact,
  ExceptionFact,
  FindingFact,
  GateFacts,
  ItemFact,
  TrackerFact,
} from '../../../../core/domain/readiness/gate/gate-facts.ts';
import { locatorText } from '../../../../core/domain/readiness/locator-text.ts';
import { FIRST_POLICY } from '../../../../core/domain/readiness/signoff/policy.ts';
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import { MAX_DRIFT_MS } from '../../../../core/kernel/hlc.ts';
import type { EvidenceId, ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import type { Reader } from '../../../handle.ts';
import { locatorJson } from '../../../json-columns.ts';
import { readExceptions } from '../../../records/gate.ts';
import { shownItem } from '../../../records/item-join.ts';
import { aliasIds, shownAs } from '../../../records/shown-as.ts';
import { SHOWN } from '../../../records/tracker.ts';
import { DECISIVE } from '../evidence-list.ts';

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
      `SELECT i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.address, i.key, i.kind, i.title,
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
  readonly locator: string;
  readonly freshDays: number | null;
  readonly addedAt: number;
  readonly withdrawn: 0 | 1;
  readonly result: VerificationResult | null;
  readonly at: number | null;
  readonly says: string | null;
  readonly found: Digest | null;
  readonly commit: string | null;
  readonly newest: number | null;
}

/** All evidence, by the item that it is shown under. */
function evidenceFacts(
  read: Reader,
  items: ReadonlySet<string>,
  now: number,
): ReadonlyMap<ItemId, readonly EvidenceFact[]> {
  const limit = now + MAX_DRIFT_MS;
  const byItem = new Map<ItemId, EvidenceFact[]>();
  const rows = read.all<StoredEvidence>(
    `SELECT e.id, e.item_id AS itemId, e.type, e.tier, e.digest, e.locator, e.fresh_days AS freshDays, e.added_at AS addedAt,
       e.withdrawn_at IS NOT NULL AS withdrawn, v.result, v.at, v.says, v.digest AS found, v.commit_id AS "commit",
       (SELECT max(at) FROM verification WHERE evidence_id = e.id) AS newest
     FROM evidence e LEFT JOIN verification v ON ${DECISIVE} ORDER BY e.item_id, e.added_at, e.id`,
    limit,
    limit,
  );
  for (const row of rows) {
    const itemId = items.has(row.itemId) ? row.itemId : shownItem(read, row.itemId);
    const fact = evidenceFact(row, itemId, now);
    const own = byItem.get(itemId);
    if (own === undefined) byItem.set(itemId, [fact]);
    else own.push(fact);
  }
  return byItem;
}

function evidenceFact(row: StoredEvidence, itemId: ItemId, now: number): EvidenceFact {
  const { result, at, says, newest } = row;
  const limit = now + MAX_DRIFT_MS;
  return {
    id: row.id,
    itemId,
    type: row.type,
    tier: row.tier,
    digest: row.digest,
    state: evidenceState(result === null || at === null ? null : { result, at }, row.freshDays, now),
    found: says === null ? null : { says, digest: row.found, commit: row.commit },
    skipped: false,
    future: row.addedAt > limit || (newest !== null && newest > limit),
    withdrawn: row.withdrawn === 1,
    where: () => {
      const locator = locatorJson.read(row.locator);
      return locator.ok ? locatorText(locator.value) : row.id;
    },
  };
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
  return readExceptions(read, null).map(({ givenAt: _at, revokedBy: _by, revokedAt, item, ...row }) => ({
    ...row,
    item: item === null ? null : shownItem(read, item),
    approverName: read.value<string>('SELECT name FROM actor WHERE id = ?', row.approver) ?? row.approver,
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
    signoffs: new Map(),
    findings: findingFacts(read),
    slo: () => [],
    gates,
    exceptions: exceptionFacts(read),
    policyVersion: digestOf(canonicalJson(FIRST_POLICY)),
    digestOf,
  };
}
