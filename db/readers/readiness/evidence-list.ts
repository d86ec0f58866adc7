import type { EvidenceState } from '../../../core/domain/readiness/evidence.ts';
import type {
  EvidenceCounts,
  EvidenceFilter,
  EvidenceRow,
  VerificationRow,
} from '../../../core/domain/readiness/evidence-row.ts';
import { evidenceState, freshUntil } from '../../../core/domain/readiness/evidence-state.ts';
import {
  EVIDENCE_TIER_WORDS,
  EVIDENCE_TYPE_WORDS,
  stateSentence,
  wordsIn,
  wordsOf,
} from '../../../core/domain/readiness/evidence-words.ts';
import { locatorText } from '../../../core/domain/readiness/locator-text.ts';
import type { VerificationRecord } from '../../../core/domain/readiness/verification-record.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { EvidenceId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { guardJson, locatorJson, verificationJson } from '../../json-columns.ts';
import { sameItems, shownItem } from '../../records/item-join.ts';
import { EVIDENCE_COLUMNS, type EvidenceFacts, evidenceOf } from '../../records/readiness/evidence.ts';
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

/** Evidence `e` that counts or not, each with what its state follows from, and more columns. */
const standings = (more: string): string => `SELECT e.id, e.item_id AS itemId, e.tracker_id AS trackerId,
  e.fresh_days AS freshDays, e.guard, v.result, v.at, v.value${more}
  FROM evidence e LEFT JOIN verification v ON ${DECISIVE}`;

interface Standing {
  readonly id: EvidenceId;
  readonly itemId: ItemId;
  readonly trackerId: TrackerId;
  readonly freshDays: number | null;
  readonly result: VerificationRow['result'] | null;
  readonly at: number | null;
  readonly value: number | null;
  readonly guard: string | null;
}

/** What else is looked through for words. */
interface Said {
  readonly type: EvidenceRow['type'];
  readonly tier: EvidenceRow['tier'];
  readonly note: string;
  readonly locator: string;
  readonly says: string | null;
}
const SAID = 'e.type, e.tier, e.note, e.locator, v.says';

export interface FittingEvidence extends Pick<Standing, 'id' | 'itemId' | 'trackerId'> {
  readonly state: EvidenceState;
}

/** Evidence that fits whatever its state, the newest first, each with how it stands at this moment. */
export function fittingEvidence(
  read: Reader,
  { trackerId, itemId, type, withdrawn, words = '' }: EvidenceFilter,
  now: number,
  named: ShownNames,
): readonly FittingEvidence[] {
  const wanted = wordsOf(words);
  const found = read.all<Standing & Partial<Said>>(
    `${standings(wanted.length === 0 ? '' : `, ${SAID}`)} WHERE ${FITS} ORDER BY e.added_at DESC, e.id`,
    now + MAX_DRIFT_MS,
    now + MAX_DRIFT_MS,
    withdrawn ? 1 : 0,
    type,
    type,
    idsShownAs(read, trackerId),
    itemId,
    JSON.stringify(itemId === null ? [] : sameItems(read, itemId)),
  );
  const fitting: FittingEvidence[] = [];
  for (const one of found) {
    const state = stateOf(one, now);
    if (wanted.length > 0 && !wordsIn(saidOf(one, state, named), wanted)) continue;
    fitting.push({ id: one.id, itemId: one.itemId, trackerId: one.trackerId, state });
  }
  return fitting;
}

function saidOf(
  { itemId, trackerId, freshDays, says, locator: text = '', note = '', type, tier }: Standing & Partial<Said>,
  state: EvidenceState,
  named: ShownNames,
): readonly string[] {
  const locator = locatorJson.read(text);
  return [
    locator.ok ? locatorText(locator.value) : '',
    named.item(itemId).itemTitle,
    named.tracker(trackerId).trackerName,
    note,
    stateSentence({ state, freshDays, verification: says == null ? null : { says } }),
    type === undefined ? '' : EVIDENCE_TYPE_WORDS[type],
    tier === undefined ? '' : EVIDENCE_TIER_WORDS[tier],
  ];
}

/** All there is, withdrawn or not. */
export function countEvidence(read: Reader): number {
  return read.value<number>('SELECT count(*) FROM evidence') ?? 0;
}

/** Evidence that fits, the newest first, each with how it stands at this moment. */
export function listEvidence(
  read: Reader,
  filter: EvidenceFilter,
  now: number,
): { readonly rows: EvidenceRow[] } & EvidenceCounts {
  const named = shownNames(read, filter.words === undefined ? undefined : titlesWithEvidence(read));
  const fitting = fittingEvidence(read, filter, now, named);
  const wanted = filter.state === null ? fitting : fitting.filter(({ state }) => state === filter.state);
  const rows = wanted.slice(0, ROWS_LISTED).flatMap(({ id }) => evidenceRow(read, id, now, named) ?? []);
  return { rows, total: wanted.length, states: countStates(fitting) };
}

export function countStates(pieces: readonly Pick<FittingEvidence, 'state'>[]): EvidenceCounts['states'] {
  const counts = { unverified: 0, verified: 0, stale: 0, failed: 0, missing: 0, unreachable: 0 };
  for (const { state } of pieces) counts[state] += 1;
  return counts;
}

/** By what is stored of a piece and of its decisive verification. */
export function stateOf(
  { result, at, value, freshDays, guard }: Pick<Standing, 'result' | 'at' | 'value' | 'freshDays' | 'guard'>,
  now: number,
): EvidenceState {
  const held = guard === null ? null : guardJson.read(guard);
  if (held?.ok === false) return 'unverified';
  const last = result === null || at === null ? null : { result, at, value };
  return evidenceState(last, freshDays, now, held?.value ?? null);
}

/** How what counts for these items stands, by the id that each piece names. */
export function evidenceStatesOf(
  read: Reader,
  itemIds: readonly ItemId[],
  now: number,
): ReadonlyMap<ItemId, readonly EvidenceState[]> {
  const found = read.all<Standing>(
    `${standings('')} WHERE e.withdrawn_at IS NULL AND e.item_id IN (SELECT value FROM json_each(?))`,
    now + MAX_DRIFT_MS,
    now + MAX_DRIFT_MS,
    JSON.stringify(itemIds),
  );
  const byItem = Map.groupBy(found, ({ itemId }) => itemId);
  return new Map([...byItem].map(([id, pieces]) => [id, pieces.map((one) => stateOf(one, now))]));
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

/** What trackers and items are called, each read once. `titles`: of items that are shown under their own id, known already. */
export function shownNames(read: Reader, titles: ReadonlyMap<ItemId, string> = new Map()): ShownNames {
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
    item: once((id: ItemId) => {
      const itemTitle = titles.get(id);
      return itemTitle === undefined ? shownItemOf(read, id) : { itemId: id, itemTitle, itemGone: false };
    }),
  };
}

/** The titles of items with evidence, where nothing was ever joined with them: most of them, in one reading. */
export function titlesWithEvidence(read: Reader): ReadonlyMap<ItemId, string> {
  const rows = read.all<{ readonly id: ItemId; readonly title: string }>(
    `SELECT id, title FROM item WHERE place_of IS NULL AND id IN (SELECT item_id FROM evidence)
       AND id NOT IN (SELECT item_id FROM item_join UNION SELECT other_id FROM item_join)`,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
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
