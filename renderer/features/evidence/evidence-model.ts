import type { ExtraOf, InputOf } from '../../../core/contract/index.ts';
import { EvidenceState, EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import {
  type Evidence,
  evidenceStates,
  stateSentence,
  tierLabels,
  typeLabels,
} from '../../domains/readiness/evidence-labels.ts';
import { formatCount, formatNumber } from '../../ui/text/format.ts';

/** What the page is narrowed by; `item` comes by link only. */
export interface EvidencePageFilter {
  readonly text: string;
  readonly state: EvidenceState | null;
  readonly type: EvidenceType | null;
  readonly tracker: TrackerId | null;
  readonly item: ItemId | null;
}

export const noFilter: EvidencePageFilter = { text: '', state: null, type: null, tracker: null, item: null };

const keys = ['state', 'type', 'tracker', 'item'] as const;

/** A filter as the address bar's query, so that a link opens the same rows. Other parameters stay. */
export function writeEvidenceQuery(current: URLSearchParams, filter: EvidencePageFilter): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const key of ['q', ...keys]) next.delete(key);
  if (filter.text.trim() !== '') next.set('q', filter.text);
  for (const key of keys) {
    const value = filter[key];
    if (value !== null) next.set(key, value);
  }
  return next;
}

/** Reads what `writeEvidenceQuery` wrote; what a hand-made link got wrong is left out. */
export function readEvidenceQuery(query: URLSearchParams): EvidencePageFilter {
  return {
    text: (query.get('q') ?? '').slice(0, 200),
    state: EvidenceState.safeParse(query.get('state')).data ?? null,
    type: EvidenceType.safeParse(query.get('type')).data ?? null,
    tracker: TrackerId.safeParse(query.get('tracker')).data ?? null,
    item: ItemId.safeParse(query.get('item')).data ?? null,
  };
}

export function isNarrowed(filter: EvidencePageFilter): boolean {
  return writeEvidenceQuery(new URLSearchParams(), filter).size > 0;
}

/** What the engine is asked for. Words are looked for here: then rows of any state are needed, to count each state's. */
export function toEvidenceFilter(
  { text, state, type, tracker, item }: EvidencePageFilter,
  withdrawn: boolean,
): InputOf<'evidence.list'> {
  const isByWords = text.trim() !== '';
  return { trackerId: tracker, itemId: item, state: isByWords ? null : state, type, withdrawn };
}

export interface ShownEvidence {
  readonly rows: readonly Evidence[];
  readonly states: Readonly<Record<EvidenceState, number>>;
  /** How many fit; more than there are rows where the engine lists only the newest. */
  readonly total: number;
  /** Words were looked for among the newest only: each number may be too low. */
  readonly atLeast: boolean;
}

/** The rows that fit, with true counts of what fits whatever its state. */
export function shownEvidence(
  rows: readonly Evidence[],
  extra: ExtraOf<'evidence.list'> | null,
  filter: EvidencePageFilter,
): ShownEvidence {
  const words = wordsOf(filter.text);
  if (words.length === 0)
    return {
      rows,
      states: extra?.states ?? countStates(rows),
      total: extra?.total ?? rows.length,
      atLeast: false,
    };
  const fitting = rows.filter((row) => names(row, words));
  const shown = filter.state === null ? fitting : fitting.filter(({ state }) => state === filter.state);
  return {
    rows: shown,
    states: countStates(fitting),
    total: shown.length,
    atLeast: extra !== null && extra.total > rows.length,
  };
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
}

function names(row: Evidence, words: readonly string[]): boolean {
  const said = [
    row.where,
    row.itemTitle,
    row.trackerName,
    row.note,
    stateSentence(row),
    typeLabels[row.type],
    tierLabels[row.tier],
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => said.includes(word));
}

export function countStates(rows: readonly Evidence[]): Readonly<Record<EvidenceState, number>> {
  const counts = { unverified: 0, verified: 0, stale: 0, failed: 0, missing: 0, unreachable: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** "12 pieces", "the newest 500 of 3,456 pieces", "at least 12 pieces". */
export function shownText({ rows, total, atLeast }: ShownEvidence): string {
  const all = formatCount(total, 'piece');
  if (atLeast) return `at least ${all}`;
  return rows.length < total ? `the newest ${formatNumber(rows.length)} of ${all}` : all;
}

/** Where the filter leaves nothing to choose: what is there, and what is chosen though it is not. */
export function offeredStates(
  { states }: ShownEvidence,
  chosen: EvidenceState | null,
): readonly EvidenceState[] {
  return evidenceStates.filter((state) => states[state] > 0 || state === chosen);
}
