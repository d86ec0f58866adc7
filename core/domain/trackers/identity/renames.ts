import type { Entry, OpenItems } from './open-items.ts';
import { type FoldedName, foldedName, similarity } from './similarity.ts';

/** Names at least this similar (0..1) within one section are taken for a rename. */
export const RENAME_THRESHOLD = 0.6;
/** Below this, or with a runner-up this close, a rename is reported as doubtful. */
export const SURE_RENAME = 0.75;
const RUNNER_UP_MARGIN = 0.08;
/** Comparing every name with every other stops here; beyond it only names that share a rare word are compared. */
const MAX_PAIRS = 200_000;
/** Each with at most so many, and all together with so many unless that leaves each too few. */
const MOST_NEAR = 50;
const FEWEST_NEAR = 8;
const MAX_NEAR_PAIRS = 1_000_000;

const folded = new WeakMap<Entry, FoldedName>();

function nameOf(entry: Entry): FoldedName {
  const name = folded.get(entry) ?? foldedName(entry.name.title);
  folded.set(entry, name);
  return name;
}

/** How alike the names of two entries are, 0 to 1. */
export function likeness(one: Entry, other: Entry): number {
  return similarity(nameOf(one), nameOf(other));
}

/** Values besides the name that are long enough to tell something. */
export function telling(entry: Entry): string[] {
  return entry.values.filter((value) => value.length > 3 && value !== entry.name.title);
}

const valueSets = new WeakMap<Entry, ReadonlySet<string>>();

/** The telling values that both have. */
export function sharedValues(one: Entry, other: Entry): string[] {
  const others = valueSets.get(other) ?? new Set(other.values);
  valueSets.set(other, others);
  return telling(one).filter((value) => others.has(value));
}

/** Whether at least half of what one says besides its name, the other says too. */
export function sharesMostValues(one: Entry, other: Entry): boolean {
  const own = one.values.filter((value) => value !== '' && value !== one.name.title);
  const shared = sharedValues(one, other);
  return shared.length > 0 && shared.length * 2 >= own.length;
}

/** The most similar names among what is open in one section. */
export function matchRenamed(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  const pairs = candidatePairs(state.open(known), state.open(items)).sort(
    (a, b) => b.score - a.score || b.shared() - a.shared(),
  );
  const runnersUp = secondScores(pairs);
  for (const { known: one, item, score } of pairs) {
    const second = Math.max(runnersUp.get(one) ?? 0, runnersUp.get(item) ?? 0);
    const doubtful = score < SURE_RENAME || score - second < RUNNER_UP_MARGIN;
    state.take(one, item, doubtful ? score : null);
  }
}

interface Pair {
  readonly known: Entry;
  readonly item: Entry;
  readonly score: number;
  /** How many telling values both have; only asked for where names are equally alike. */
  readonly shared: () => number;
}

function pairOf(known: Entry, item: Entry, score: number): Pair {
  let shared: number | null = null;
  return { known, item, score, shared: () => (shared ??= sharedValues(known, item).length) };
}

function candidatePairs(known: readonly Entry[], items: readonly Entry[]): Pair[] {
  const pairs: Pair[] = [];
  const near = known.length * items.length > MAX_PAIRS ? rareWordIndex(items, nearest(known.length)) : null;
  for (const one of known) {
    for (const item of near === null ? items : near(one.name.title)) {
      const score = likeness(one, item);
      if (score >= RENAME_THRESHOLD) pairs.push(pairOf(one, item, score));
    }
  }
  return pairs;
}

/** The second-best score of everything that has more than one candidate; pairs come best first. */
function secondScores(pairs: readonly Pair[]): ReadonlyMap<Entry, number> {
  const seen = new Set<Entry>();
  const seconds = new Map<Entry, number>();
  for (const pair of pairs) {
    for (const side of [pair.known, pair.item]) {
      if (!seen.has(side)) seen.add(side);
      else if (!seconds.has(side)) seconds.set(side, pair.score);
    }
  }
  return seconds;
}

function nearest(known: number): number {
  return Math.max(FEWEST_NEAR, Math.min(MOST_NEAR, Math.floor(MAX_NEAR_PAIRS / known)));
}

/** Items that share a word with the title, by its rarest words first. */
function rareWordIndex(items: readonly Entry[], most: number): (title: string) => readonly Entry[] {
  const words = (title: string) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu));
  const index = new Map<string, Entry[]>();
  for (const item of items) {
    for (const word of words(item.name.title)) {
      const list = index.get(word);
      if (list) list.push(item);
      else index.set(word, [item]);
    }
  }
  return (title) => {
    const lists = [...words(title)].map((word) => index.get(word) ?? []).sort((a, b) => a.length - b.length);
    const near = new Set<Entry>();
    for (const list of lists) {
      for (const item of list) {
        if (near.size >= most) return [...near];
        near.add(item);
      }
    }
    return [...near];
  };
}
