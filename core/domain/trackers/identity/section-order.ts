import { changesBetween } from '../text/align.ts';
import type { Entry, OpenItems } from './open-items.ts';
import { likeness, RENAME_THRESHOLD } from './renames.ts';

/** Names this alike are one row where the rows around say so too. */
const PLACE_THRESHOLD = 0.35;
/** A row told by its place alone is always one that a person should look at. */
const PLACE_SCORE = 0.5;

/** Rows of one section that say the same in the same order, then those of one name between the same neighbours. */
export function matchInOrder(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  if (state.open(known).length === 0 || state.open(items).length === 0) return;
  for (const gap of gapsOf(state, known, items)) matchKeys(state, gap.known, gap.items);
  matchKeys(state, state.open(known), state.open(items));
}

/** A row that stands alone where one stood alone before is the same under another name, when its name or values say so. */
export function matchByPlace(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  if (state.open(known).length === 0 || state.open(items).length === 0) return;
  for (const gap of gapsOf(state, known, items)) {
    const [one, other] = [gap.known[0], gap.items[0]];
    if (!gap.anchored || !one || !other || gap.known.length > 1 || gap.items.length > 1) continue;
    if (likeness(one, other) >= PLACE_THRESHOLD || sameBesidesName(one, other))
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

/** A number names a row only together with a name that is alike: another row takes it when one is put above. */
function matchKeys(state: OpenItems, known: readonly Entry[], items: readonly Entry[]): void {
  const open = Map.groupBy(items, ({ name }) => name.key.toLowerCase());
  for (const one of known) {
    const same = open.get(one.name.key.toLowerCase()) ?? [];
    const found = same.findIndex((item) => !one.name.numbered || likeness(one, item) >= RENAME_THRESHOLD);
    const [item] = found < 0 ? [] : same.splice(found, 1);
    if (item) state.take(one, item);
  }
}

function sameBesidesName(one: Entry, other: Entry): boolean {
  const rest = (entry: Entry) => entry.values.filter((value) => value !== '' && value !== entry.name.title);
  const [own, others] = [rest(one), new Set(rest(other))];
  const telling = own.filter((value) => others.has(value) && value.length > 3);
  return telling.length > 0 && telling.length * 2 >= own.length;
}
