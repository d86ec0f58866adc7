import { changesBetween } from '../text/align.ts';
import type { Entry, OpenItems } from './open-items.ts';
import { likeness, RENAME_THRESHOLD, sharedValues, sharesMostValues } from './renames.ts';

/** Names this alike are one row where the rows around say so too. */
const PLACE_THRESHOLD = 0.35;
/** A row told by its place alone is always one that a person should look at. */
const PLACE_SCORE = 0.5;

/** Rows of one section that say the same in the same order, then those of one name between the same neighbours. */
export function matchInOrder(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  if (state.open(known).length === 0 || state.open(items).length === 0) return;
  gapsOf(state, known, items);
  matchTexts(state, known, items);
  for (const gap of gapsOf(state, known, items)) matchKeys(state, gap.known, gap.items);
  matchKeys(state, state.open(known), state.open(items));
}

/** A row that stands alone where one stood alone before is the same under another name, when its name or values say so. */
export function matchByPlace(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  if (state.open(known).length === 0 || state.open(items).length === 0) return;
  for (const gap of gapsOf(state, known, items)) {
    const [one, other] = [gap.known[0], gap.items[0]];
    if (!gap.anchored || !one || !other || gap.known.length > 1 || gap.items.length > 1) continue;
    if (likeness(one, other) >= PLACE_THRESHOLD || sharesMostValues(one, other))
      state.take(one, other, PLACE_SCORE);
  }
}

interface Gap {
  readonly known: readonly Entry[];
  readonly items: readonly Entry[];
  /** Whether a row above or below is the same on both sides. */
  readonly anchored: boolean;
}

/** What is open between the rows that are the same; rows that say the same in the same order become so. */
function gapsOf(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): Gap[] {
  const changes = changesBetween(
    known.map((entry) => (state.partner.has(entry) ? `=${entry.id}` : entry.hash())),
    items.map((entry) => {
      const partner = state.partner.get(entry);
      return partner === undefined ? entry.hash() : `=${partner.id}`;
    }),
  );
  const twins = known[0]?.name.home === items[0]?.name.home ? new Set<string>() : repeated(known);
  let at = 0;
  let freshAt = 0;
  const takeUntil = (end: number) => {
    for (; at < end; at += 1, freshAt += 1) {
      const [one, other] = [known[at], items[freshAt]];
      if (one && other) state.take(one, other, twins.has(one.hash()) ? 1 : null);
    }
  };
  const gaps = changes.map(({ start, end, freshStart, freshEnd }) => {
    takeUntil(start);
    at = end;
    freshAt = freshEnd;
    return {
      known: known.slice(start, end),
      items: items.slice(freshStart, freshEnd),
      anchored: (start > 0 && freshStart > 0) || (end < known.length && freshEnd < items.length),
    };
  });
  takeUntil(known.length);
  return gaps.map((gap) => ({ ...gap, known: state.open(gap.known), items: state.open(gap.items) }));
}

/** Rows that say the same are told apart by their order alone, which a section under another name may have changed. */
function repeated(entries: readonly Entry[]): ReadonlySet<string> {
  const counts = Map.groupBy(entries, (entry) => entry.hash());
  return new Set([...counts].flatMap(([hash, all]) => (all.length > 1 ? [hash] : [])));
}

/** Rows that changed places within the section: the only ones that say this on both sides. */
function matchTexts(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  const byHash = Map.groupBy(state.open(items), (entry) => entry.hash());
  for (const [hash, [one, ...more]] of Map.groupBy(state.open(known), (entry) => entry.hash())) {
    const [item, ...others] = byHash.get(hash) ?? [];
    if (one && item && more.length === 0 && others.length === 0) state.take(one, item);
  }
}

/** Beyond this many pairs of one name, rows are paired in their order. */
const MAX_NAMESAKES = 10_000;

/** Rows of one name: those that share most values first, else in their order. */
function matchKeys(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  const open = Map.groupBy(items, ({ name }) => name.key.toLowerCase());
  for (const [key, ones] of Map.groupBy(known, ({ name }) => name.key.toLowerCase())) {
    const others = open.get(key) ?? [];
    const pairs =
      ones.length * others.length > MAX_NAMESAKES
        ? ones.flatMap((one, at) => (others[at] ? [{ one, item: others[at], shared: 0 }] : []))
        : ones.flatMap((one) =>
            others.map((item) => ({ one, item, shared: sharedValues(one, item).length })),
          );
    pairs.sort((a, b) => b.shared - a.shared);
    for (const { one, item } of pairs) {
      // A number names a row only together with a name that is alike: another takes it when a row is put above.
      if (!one.name.numbered || likeness(one, item) >= RENAME_THRESHOLD) state.take(one, item);
    }
  }
}
