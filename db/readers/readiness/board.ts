import {
  BOARD_KINDS,
  type BoardCard,
  type BoardFilter,
  CARD_EVIDENCE,
} from '../../../core/domain/readiness/board/board-row.ts';
import { BOARD_LANES, type BoardLane, laneOf } from '../../../core/domain/readiness/board/lanes.ts';
import { EvidenceState } from '../../../core/domain/readiness/evidence.ts';
import type { SignoffState } from '../../../core/domain/readiness/signoff/standing.ts';
import type { ItemKind } from '../../../core/domain/trackers/model.ts';
import { ItemFilter } from '../../../core/domain/trackers/rows/item-filter.ts';
import type { ItemState } from '../../../core/domain/trackers/vocabulary/states.ts';
import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { condition, ITEM_SOURCE } from '../../orders/item-filter.ts';
import { itemAliases } from '../../records/item-join.ts';
import { idsShownAs } from '../../records/shown-as.ts';
import { evidenceStatesOf } from './evidence-list.ts';

/** Cards of one lane: more than anybody reads, and few enough to be sent at once. */
const CARDS_LISTED = 60;

export interface BoardInput {
  readonly filter: BoardFilter;
  /** Every item that was ever put up, by the id it is shown under. */
  readonly signoffs: readonly (readonly [ItemId, SignoffState])[];
  readonly now: number;
}

/** What a card shows without its sign-off. */
export type PlainCard = Omit<BoardCard, 'roles' | 'because' | 'mine'>;

export interface BoardRead {
  readonly cards: readonly PlainCard[];
  readonly lanes: Readonly<Record<BoardLane, number>>;
}

interface OnBoard {
  readonly n: number;
  readonly id: ItemId;
  readonly state: ItemState | null;
  readonly kind: ItemKind;
  readonly changedAt: number;
}

interface Placed extends OnBoard {
  readonly lane: BoardLane;
  readonly signoff: SignoffState;
}

/**
 * Items of every lane, those that changed last first, and how many there are: of those that stand there by their status
 * alone only what is shown is read. For a thread of its own.
 */
export function readinessBoard(read: Reader, { filter, signoffs, now }: BoardInput): BoardRead {
  const standing = new Map(signoffs);
  const named = JSON.stringify([
    ...new Set([...standing.keys(), ...itemsWithEvidence(read, filter.trackerId)]),
  ]);
  const alsoPlain = new Map<ItemState, number>();
  const placed = namedItems(read, filter, named).flatMap((item): Placed[] => {
    if (item.state !== null && (filter.kind !== null || BOARD_KINDS.includes(item.kind)))
      alsoPlain.set(item.state, (alsoPlain.get(item.state) ?? 0) + 1);
    const signoff = standing.get(item.id) ?? 'none';
    const lane = laneOf(signoff, item.state);
    return lane === null ? [] : [{ ...item, lane, signoff }];
  });
  const lanes = new Map<BoardLane, number>();
  const count = (lane: BoardLane | null, by: number): void => {
    if (lane !== null) lanes.set(lane, (lanes.get(lane) ?? 0) + by);
  };
  for (const { lane } of placed) count(lane, 1);
  for (const { state, items } of plainCounts(read, filter)) {
    const lane = laneOf('none', state);
    if (lane === null) continue;
    count(lane, items - (alsoPlain.get(state) ?? 0));
    for (const item of plainItems(read, filter, named, state))
      placed.push({ ...item, lane, signoff: 'none' });
  }
  const byLane = Map.groupBy(
    placed.toSorted((a, b) => b.changedAt - a.changedAt || a.n - b.n),
    ({ lane }) => lane,
  );
  const listed = [...byLane.values()].flatMap((lane) => lane.slice(0, CARDS_LISTED));
  return { cards: cardsOf(read, listed, now), lanes: counts((lane) => lanes.get(lane) ?? 0) };
}

function counts(of: (lane: BoardLane) => number): BoardRead['lanes'] {
  const [unknown, notStarted, inProgress, done, ready, returned, signed, stale] = BOARD_LANES;
  return {
    [unknown]: of(unknown),
    [notStarted]: of(notStarted),
    [inProgress]: of(inProgress),
    [done]: of(done),
    [ready]: of(ready),
    [returned]: of(returned),
    [signed]: of(signed),
    [stale]: of(stale),
  };
}

function fitting({ trackerId, section, kind, words }: BoardFilter) {
  return condition({
    trackerId,
    filter: ItemFilter.parse({ text: words, section, kinds: kind === null ? [] : [kind] }),
    sort: { by: 'changed', descending: true },
  });
}

const COLUMNS = 'i.n, i.id, i.state, i.kind, i.changed_at AS changedAt';

/** Whatever was put up or has evidence, of any kind. */
function namedItems(read: Reader, filter: BoardFilter, named: string): OnBoard[] {
  const fits = fitting(filter);
  return read.all<OnBoard>(
    `SELECT ${COLUMNS} FROM ${ITEM_SOURCE} WHERE ${fits.sql} AND i.id IN (SELECT value FROM json_each(?))`,
    ...fits.bind,
    named,
  );
}

/** What stands on the board by its status alone: of the kinds that are signed off as they stand, or of the one asked for. */
function plain(filter: BoardFilter) {
  const fits = fitting(filter);
  return filter.kind === null
    ? {
        sql: `${fits.sql} AND i.kind IN (SELECT value FROM json_each(?))`,
        bind: [...fits.bind, JSON.stringify(BOARD_KINDS)],
      }
    : fits;
}

/** How many of each state there are, those that are named among them. */
function plainCounts(read: Reader, filter: BoardFilter) {
  const { sql, bind } = plain(filter);
  return read.all<{ state: ItemState; items: number }>(
    `SELECT i.state, count(*) AS items FROM ${ITEM_SOURCE} WHERE ${sql} AND i.state IS NOT NULL GROUP BY i.state`,
    ...bind,
  );
}

function plainItems(read: Reader, filter: BoardFilter, named: string, state: ItemState): OnBoard[] {
  const { sql, bind } = plain(filter);
  return read.all<OnBoard>(
    `SELECT ${COLUMNS} FROM ${ITEM_SOURCE} WHERE ${sql} AND i.state = ? AND i.id NOT IN (SELECT value FROM json_each(?))
     ORDER BY i.changed_at DESC, i.n LIMIT ?`,
    ...bind,
    state,
    named,
    CARDS_LISTED,
  );
}

function itemsWithEvidence(read: Reader, trackerId: TrackerId | null): ItemId[] {
  const { shownOf } = itemAliases(read);
  const ids = read.column<ItemId>(
    `SELECT DISTINCT item_id FROM evidence WHERE withdrawn_at IS NULL AND tracker_id IN (SELECT value FROM json_each(?))`,
    idsShownAs(read, trackerId),
  );
  return ids.map(shownOf);
}

type Facts = Omit<PlainCard, 'lane' | 'signoff' | 'evidence' | 'pieces'> & { readonly n: number };

function cardsOf(read: Reader, listed: readonly Placed[], now: number): PlainCard[] {
  const facts = read.all<Facts>(
    `SELECT i.n, i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.title, i.kind,
       coalesce(s.title, '') AS sectionTitle, i.status, i.state AS itemState, i.owner
     FROM ${ITEM_SOURCE} LEFT JOIN section s ON s.tracker_id = i.tracker_id AND s.ordinal = i.section
     WHERE i.n IN (SELECT value FROM json_each(?))`,
    JSON.stringify(listed.map(({ n }) => n)),
  );
  const byName = new Map(facts.map((one) => [one.n, one]));
  const { allOf } = itemAliases(read);
  const aliases = new Map(facts.map(({ id }) => [id, allOf(id)]));
  const states = evidenceStatesOf(read, [...aliases.values()].flat(), now);
  return listed.flatMap(({ n, lane, signoff }): PlainCard[] => {
    const one = byName.get(n);
    if (one === undefined) return [];
    const { n: _name, ...shown } = one;
    const pieces = (aliases.get(one.id) ?? []).flatMap((id) => states.get(id) ?? []);
    const worstFirst = pieces.toSorted((a, b) => severity(b) - severity(a));
    return [{ ...shown, lane, signoff, evidence: worstFirst.slice(0, CARD_EVIDENCE), pieces: pieces.length }];
  });
}

/** In the order in which states are listed, what holds stands last. */
function severity(state: EvidenceState): number {
  return state === 'verified' ? -1 : EvidenceState.options.indexOf(state);
}
