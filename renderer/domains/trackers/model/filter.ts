import { z } from 'zod';
import { ItemSort } from '../../../../core/domain/trackers/rows/item-filter.ts';
import { ItemState, OPEN_STATES } from '../../../../core/domain/trackers/vocabulary/states.ts';
import { addDays } from './days.ts';
import type { ItemFilter } from './rows.ts';
import { stateLabel } from './state-labels.ts';

export const DueChoice = z.enum(['any', 'late', 'week', 'fortnight', 'month', 'slipped']);
export type DueChoice = z.infer<typeof DueChoice>;

/** What the filter bar holds. Relative due words stay relative: "late" is asked again every day. */
export const Filter = z.object({
  text: z.string().default(''),
  states: z.array(ItemState).default([]),
  kinds: z.array(z.string()).default([]),
  owners: z.array(z.string()).default([]),
  due: DueChoice.default('any'),
});
export type Filter = z.infer<typeof Filter>;

export const Sort = ItemSort;
export type Sort = ItemSort;

export const NO_FILTER: Filter = { text: '', states: [], kinds: [], owners: [], due: 'any' };
export const DOCUMENT_ORDER: Sort = { by: 'document', descending: false };

export const DUE_WORDS: Readonly<Record<DueChoice, string>> = {
  any: 'Any date',
  late: 'Late',
  week: 'Late or due in 7 days',
  fortnight: 'Late or due in 14 days',
  month: 'Late or due in 30 days',
  slipped: 'Slipped',
};

const DUE_DAYS: Readonly<Partial<Record<DueChoice, number>>> = { week: 7, fortnight: 14, month: 30 };

/** The engine's filter for today. "Late" and "due in" (which what is late belongs to) speak of unfinished items unless states were chosen. */
export function toItemFilter(filter: Filter, today: string): ItemFilter {
  const dated = filter.due !== 'any' && filter.due !== 'slipped';
  const days = DUE_DAYS[filter.due];
  return {
    text: filter.text.trim(),
    states: dated && filter.states.length === 0 ? [...OPEN_STATES] : [...filter.states],
    kinds: [...filter.kinds],
    owners: [...filter.owners],
    section: null,
    dueBefore: filter.due === 'late' ? addDays(today, -1) : days === undefined ? null : addDays(today, days),
    dueAfter: null,
    withStatus: false,
    slipped: filter.due === 'slipped',
  };
}

export function isFiltered(filter: Filter): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.states.length > 0 ||
    filter.kinds.length > 0 ||
    filter.owners.length > 0 ||
    filter.due !== 'any'
  );
}

/** One readable line: what saved views are named after, and what an empty result quotes. */
export function filterText(filter: Filter): string {
  const parts = [
    ...(filter.text.trim() === '' ? [] : [`“${filter.text.trim()}”`]),
    ...(filter.states.length === 0 ? [] : [filter.states.map(stateLabel).join(' or ')]),
    ...(filter.kinds.length === 0 ? [] : [filter.kinds.map(kindLabel).join(' or ')]),
    ...(filter.owners.length === 0 ? [] : [filter.owners.join(' or ')]),
    ...(filter.due === 'any' ? [] : [DUE_WORDS[filter.due]]),
  ];
  return parts.length === 0 ? 'Everything' : parts.join(', ');
}

/** `exit-criterion` -> `Exit criterion`. */
export function kindLabel(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const QUERY_KEYS = ['q', 'state', 'kind', 'owner', 'due', 'sort'] as const;

/** A filter and sort as the address bar's query, so that a link opens the same rows. Other parameters stay. */
export function writeQuery(current: URLSearchParams, filter: Filter, sort: Sort): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const key of QUERY_KEYS) next.delete(key);
  if (filter.text.trim() !== '') next.set('q', filter.text.trim());
  for (const state of filter.states) next.append('state', state);
  for (const kind of filter.kinds) next.append('kind', kind);
  for (const owner of filter.owners) next.append('owner', owner);
  if (filter.due !== 'any') next.set('due', filter.due);
  if (sort.by !== 'document' || sort.descending) next.set('sort', `${sort.descending ? '-' : ''}${sort.by}`);
  return next;
}

/** Reads what `writeQuery` wrote; unknown words in a hand-made link are left out. */
export function readQuery(query: URLSearchParams): { readonly filter: Filter; readonly sort: Sort } {
  const due = DueChoice.safeParse(query.get('due'));
  const rawSort = query.get('sort') ?? '';
  const by = ItemSort.shape.by.safeParse(rawSort.replace(/^-/, ''));
  return {
    filter: {
      text: query.get('q') ?? '',
      states: query.getAll('state').flatMap((state) => {
        const known = ItemState.safeParse(state);
        return known.success ? [known.data] : [];
      }),
      kinds: query.getAll('kind'),
      owners: query.getAll('owner'),
      due: due.success ? due.data : 'any',
    },
    sort: by.success ? { by: by.data, descending: rawSort.startsWith('-') } : DOCUMENT_ORDER,
  };
}
