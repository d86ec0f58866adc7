import type { ExtraOf, InputOf } from '../../../core/contract/index.ts';
import { EvidenceState, EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import { evidenceStates } from '../../domains/readiness/evidence-labels.ts';
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

/** What the engine is asked for. */
export function toEvidenceFilter(
  { text, state, type, tracker, item }: EvidencePageFilter,
  withdrawn: boolean,
): InputOf<'evidence.list'> {
  return { trackerId: tracker, itemId: item, state, type, withdrawn, words: text };
}

/** How many pieces fit, by state and with the state chosen, and how many of those are listed. */
export interface ShownCounts extends ExtraOf<'evidence.list'> {
  readonly listed: number;
}

/** Before the first answer. */
export const noCounts: ExtraOf<'evidence.list'> = {
  total: 0,
  states: { unverified: 0, verified: 0, stale: 0, failed: 0, missing: 0, unreachable: 0 },
};

/** "12 pieces", "the newest 500 of 3,456 pieces". */
export function shownText({ listed, total }: ShownCounts): string {
  const all = formatCount(total, 'piece');
  return listed < total ? `the newest ${formatNumber(listed)} of ${all}` : all;
}

/** "12 items with 40 pieces", "the first 500 of 3,456 items with 9,000 pieces": those with most that does not hold. */
export function itemsText(listed: number, { items, total }: ExtraOf<'evidence.items'>): string {
  const all = `${formatCount(items, 'item')} with ${formatCount(total, 'piece')}`;
  return listed < items ? `the first ${formatNumber(listed)} of ${all}` : all;
}

/** Where the filter leaves nothing to choose: what is there, and what is chosen though it is not. */
export function offeredStates(
  { states }: Pick<ShownCounts, 'states'>,
  chosen: EvidenceState | null,
): readonly EvidenceState[] {
  return evidenceStates.filter((state) => states[state] > 0 || state === chosen);
}
