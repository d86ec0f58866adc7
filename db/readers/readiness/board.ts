import {
  BOARD_KINDS,
  type BoardCard,
  type BoardFilter,
  CARD_EVIDENCE,
} from '../../../core/domain/readiness/board/board-row.ts';
import { BOARD_LANES, type BoardLane, laneOf } from '../../../core/domain/readiness/board/lanes.ts';
import { EvidenceState } from '../../../core/domain/readiness/evidence.ts';
import type { SignoffState } from '../../../core/domain/readiness/signoff/standing.ts';
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

interface Placed {
  readonly n: number;
  readonly lane: BoardLane;
  readonly signoff: SignoffState;
}

/** Items of every lane, those that changed last first, and how many there are. Reads over all items: for a thread of its own. */
export function readinessBoard(read: Reader, { filter, signoffs, now }: BoardInput): BoardRead {
  const standing = new Map(signoffs);
  const lanes = new Map<BoardLane, number>();
  const listed: Placed[] = [];
  for (const { n, id, state } of itemsOnBoard(read, filter, [...standing.keys()])) {
    const signoff = standing.get(id) ?? 'none';
    const lane = laneOf(signoff, state);
    if (lane === null) continue;
    const before = lanes.get(lane) ?? 0;
    lanes.set(lane, before + 1);
    if (before < CARDS_LISTED) listed.push({ n, lane, signoff });
  }
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

/** Those of the kinds that are signed off, and whatever was put up or has evidence. */
function itemsOnBoard(
  read: Reader,
  { trackerId, section, kind, words }: BoardFilter,
  putUp: readonly ItemId[],
) {
  const kinds = kind === null ? [] : [kind];
  const fits = condition({
    trackerId,
    filter: ItemFilter.parse({ text: words, section, kinds }),
    sort: { by: 'changed', descending: true },
  });
  return read.all<{ n: number; id: ItemId; state: ItemState | null }>(
    `SELECT i.n, i.id, i.state FROM ${ITEM_SOURCE} WHERE ${fits.sql}
       AND ((i.state IS NOT NULL AND (? OR i.kind IN (SELECT value FROM json_each(?))))
         OR i.id IN (SELECT value FROM json_each(?)))
     ORDER BY i.changed_at DESC, i.n`,
    ...fits.bind,
    kind === null ? 0 : 1,
    JSON.stringify(BOARD_KINDS),
    JSON.stringify([...putUp, ...itemsWithEvidence(read, trackerId)]),
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
