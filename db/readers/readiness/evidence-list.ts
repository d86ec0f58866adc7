import type { EvidenceState } from '../../../core/domain/readiness/evidence.ts';
import type {
  EvidenceCounts,
  EvidenceFilter,
  EvidenceRow,
  VerificationRow,
} from '../../../core/domain/readiness/evidence-row.ts';
import { evidenceState, freshUntil } from '../../../core/domain/readiness/evidence-state.ts';
import { locatorText } from '../../../core/domain/readiness/locator-text.ts';
import type { VerificationRecord } from '../../../core/domain/readiness/verification-record.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { EvidenceId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { guardJson, verificationJson } from '../../json-columns.ts';
import { EVIDENCE_COLUMNS, type EvidenceFacts, evidenceOf } from '../../records/evidence.ts';
import { sameItems, shownItem } from '../../records/item-join.ts';
import { idsShownAs, shownAs } from '../../records/shown-as.ts';

const ROWS_LISTED = 500;

/** Columns of verification `v`. */
const VERIFICATION = `v.at, v.result, v.says, v.digest, v.commit_id AS "commit", v.value,
  coalesce((SELECT name FROM actor WHERE id = v.actor_id), v.actor_id) AS "by",
  coalesce((SELECT name FROM device WHERE id = v.device_id), v.device_id) AS device`;

const NEWEST = (which: string): string => `SELECT * FROM (
  SELECT evidence_id, device_id, at, source_id FROM verification
  WHERE evidence_id = e.id AND at <= ? ${which} ORDER BY at DESC, device_id DESC, source_id DESC LIMIT 1)`;

/**
 * The verification that says how evidence `e` stands: the newest that saw the thing. Where a root is out of reach on one
 * device, another one may have looked. What is dated ahead of this clock (`?`, twice) is not believed.
 */
export const DECISIVE = `(v.evidence_id, v.device_id, v.at, v.source_id) = (
  ${NEWEST("AND result <> 'unreachable'")} UNION ALL ${NEWEST('')} LIMIT 1)`;

const FITS = `(e.withdrawn_at IS NOT NULL) = ? AND (? IS NULL OR e.type = ?)
  AND e.tracker_id IN (SELECT value FROM json_each(?))
  AND (? IS NULL OR e.item_id IN (SELECT value FROM json_each(?)))`;

interface Standing {
  readonly id: EvidenceId;
  readonly freshDays: number | null;
  readonly result: VerificationRow['result'] | null;
  readonly at: number | null;
  readonly value: number | null;
  readonly guard: string | null;
}

/** Evidence that fits, the newest first, each with how it stands at this moment. */
export function listEvidence(
  read: Reader,
  { trackerId, itemId, state, type, withdrawn }: EvidenceFilter,
  now: number,
): { readonly rows: EvidenceRow[] } & EvidenceCounts {
  const found = read.all<Standing>(
    `SELECT e.id, e.fresh_days AS freshDays, v.result, v.at, v.value, e.guard FROM evidence e LEFT JOIN verification v ON ${DECISIVE}
     WHERE ${FITS} ORDER BY e.added_at DESC, e.id`,
    now + MAX_DRIFT_MS,
    now + MAX_DRIFT_MS,
    withdrawn ? 1 : 0,
    type,
    type,
    idsShownAs(read, trackerId),
    itemId,
    JSON.stringify(itemId === null ? [] : sameItems(read, itemId)),
  );
  const states = emptyCounts();
  const wanted: EvidenceId[] = [];
  for (const one of found) {
    const its = stateOf(one, now);
    states[its] += 1;
    if (state === null || its === state) wanted.push(one.id);
  }
  const named = shownNames(read);
  const rows = wanted.slice(0, ROWS_LISTED).flatMap((id) => evidenceRow(read, id, now, named) ?? []);
  return { rows, total: wanted.length, states };
}

function emptyCounts(): EvidenceCounts['states'] {
  return { unverified: 0, verified: 0, stale: 0, failed: 0, missing: 0, unreachable: 0 };
}

/** By what is stored of a piece and of its decisive verification. */
export function stateOf(
  { result, at, value, freshDays, guard }: Omit<Standing, 'id'>,
  now: number,
): EvidenceState {
  const held = guard === null ? null : guardJson.read(guard);
  if (held?.ok === false) return 'unverified';
  const last = result === null || at === null ? null : { result, at, value };
  return evidenceState(last, freshDays, now, held?.value ?? null);
}

type RowFacts = EvidenceFacts & {
  readonly addedByName: string;
  readonly withdrawnByName: string | null;
  readonly rootName: string | null;
};

/** One piece of evidence, withdrawn or not; null where there is none. */
export function evidenceRow(
  read: Reader,
  id: EvidenceId,
  now: number,
  named: ShownNames = shownNames(read),
): EvidenceRow | null {
  const facts = read.get<RowFacts>(
    `SELECT ${EVIDENCE_COLUMNS}, r.name AS rootName,
       coalesce((SELECT name FROM actor WHERE id = e.added_by), e.added_by) AS addedByName,
       coalesce((SELECT name FROM actor WHERE id = e.withdrawn_by), e.withdrawn_by) AS withdrawnByName
     FROM evidence e LEFT JOIN root r ON r.id = e.root_id WHERE e.id = ?`,
    id,
  );
  if (facts === null) return null;
  const { addedByName, withdrawnByName, rootName, ...stored } = facts;
  const evidence = evidenceOf(stored);
  if (evidence === null) return null;
  const { locator, freshDays, guard, withdrawnAt } = evidence;
  const verification = read.get<VerificationRow>(
    `SELECT ${VERIFICATION} FROM evidence e JOIN verification v ON ${DECISIVE} WHERE e.id = ?`,
    now + MAX_DRIFT_MS,
    now + MAX_DRIFT_MS,
    id,
  );
  return {
    id,
    ...named.tracker(evidence.trackerId),
    ...named.item(evidence.itemId),
    type: evidence.type,
    locator,
    where: locatorText(locator),
    rootId: evidence.rootId,
    rootName,
    tier: evidence.tier,
    freshDays,
    guard,
    note: evidence.note,
    digest: evidence.digest,
    addedAt: evidence.addedAt,
    addedBy: addedByName,
    withdrawn: withdrawnAt === null ? null : { at: withdrawnAt, by: withdrawnByName ?? '' },
    state: evidenceState(verification, freshDays, now, guard),
    verification,
    freshUntil: verification === null ? null : freshUntil(verification, freshDays),
  };
}

type ShownTracker = Pick<EvidenceRow, 'trackerId' | 'trackerName'>;
type ShownItem = Pick<EvidenceRow, 'itemId' | 'itemTitle' | 'itemGone'>;

export interface ShownNames {
  tracker(id: TrackerId): ShownTracker;
  item(id: ItemId): ShownItem;
}

/** What trackers and items are called, each read once. */
export function shownNames(read: Reader): ShownNames {
  const once = <Id, Shown>(readOne: (id: Id) => Shown): ((id: Id) => Shown) => {
    const known = new Map<Id, Shown>();
    return (id) => {
      const shown = known.get(id) ?? readOne(id);
      known.set(id, shown);
      return shown;
    };
  };
  return {
    tracker: once((id: TrackerId) => {
      const trackerId = shownAs(read, id);
      const name = read.value<string>('SELECT name FROM tracker WHERE id = ?', trackerId);
      return { trackerId, trackerName: name ?? trackerId };
    }),
    item: once((id: ItemId) => shownItemOf(read, id)),
  };
}

/** The item as it is shown now, or as it was called before it left the text. */
export function shownItemOf(read: Reader, id: ItemId): ShownItem {
  const itemId = shownItem(read, id);
  const title = read.value<string>('SELECT title FROM item WHERE id = ?', itemId);
  if (title !== null) return { itemId, itemTitle: title, itemGone: false };
  const before = read.value<string>(
    'SELECT title FROM item_removal WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id LIMIT 1',
    JSON.stringify(sameItems(read, id)),
  );
  return { itemId, itemTitle: before ?? itemId, itemGone: true };
}

/** The verification that says how a piece stands, as the log has it. */
export function decisiveRecord(read: Reader, id: EvidenceId, now: number): VerificationRecord | null {
  const payload = read.value<string>(
    `SELECT event.payload FROM evidence e JOIN verification v ON ${DECISIVE}
     JOIN event ON event.source = 'evidence:' || v.device_id AND event.source_id = v.source_id WHERE e.id = ?`,
    now + MAX_DRIFT_MS,
    now + MAX_DRIFT_MS,
    id,
  );
  const record = payload === null ? null : verificationJson.read(payload);
  return record?.ok === true ? record.value : null;
}

/** What is kept of the verifications of a piece of evidence, by every device, the newest first. */
export function verificationHistory(read: Reader, id: EvidenceId): VerificationRow[] {
  return read.all<VerificationRow>(
    `SELECT ${VERIFICATION} FROM verification v WHERE v.evidence_id = ?
     ORDER BY v.at DESC, v.device_id, v.source_id DESC`,
    id,
  );
}

/** When the next verification that counts goes stale; null where none will. */
export function nextStaleAt(read: Reader, now: number): number | null {
  return read.value<number>(
    `SELECT min(v.at + e.fresh_days * 86400000) FROM evidence e JOIN verification v ON ${DECISIVE}
     WHERE e.withdrawn_at IS NULL AND v.result = 'verified' AND v.at + e.fresh_days * 86400000 > ?`,
    now + MAX_DRIFT_MS,
    now + MAX_DRIFT_MS,
    now,
  );
}
