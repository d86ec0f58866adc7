import type { Item, State } from './rows.ts';
import { statusLabel } from './state-labels.ts';

/** Kinds of items that state what must hold before something counts as done. */
export const ACCEPTANCE_KINDS = ['acceptance', 'exit-criterion', 'criterion'] as const;

export interface AcceptanceGroup {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
  /** How often each word is said, in the document's spelling. */
  readonly words: readonly { readonly word: string; readonly state: State | null; readonly count: number }[];
}

/** One group per section, in document order; named after the tracker too when several are looked at. */
export function acceptanceGroups(items: readonly Item[], showTracker: boolean): readonly AcceptanceGroup[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const id = `${item.trackerId}:${item.sectionPath}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [item]);
    else group.push(item);
  }
  return [...groups].map(([id, list]) => ({
    id,
    title: showTracker
      ? `${list[0]?.trackerName ?? ''}: ${list[0]?.sectionTitle ?? ''}`
      : (list[0]?.sectionTitle ?? ''),
    items: list,
    words: countByStatus(list),
  }));
}

function countByStatus(items: readonly Item[]): AcceptanceGroup['words'] {
  const words = new Map<string, { state: State | null; count: number }>();
  for (const item of items) {
    const word = statusLabel(item);
    const known = words.get(word);
    if (known === undefined) words.set(word, { state: item.state, count: 1 });
    else known.count += 1;
  }
  return [...words].map(([word, { state, count }]) => ({ word, state, count }));
}
