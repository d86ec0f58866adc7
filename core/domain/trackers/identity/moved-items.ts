import type { Entry, OpenItems } from './open-items.ts';
import { likeness, SURE_RENAME, sharedValues, sharesMostValues, telling } from './renames.ts';

/** Ids say which row it is, but a table may count `A1` on for rows of its own. */
const SAME_ID_THRESHOLD = 0.4;

/** The same row at another place: by all it says, then by its own id, then by a name nothing else has. */
export function matchMoved(state: OpenItems): void {
  matchRows(state);
  matchOnly(
    state,
    ({ name }) => (name.explicit === null ? null : `${name.kind} ${name.explicit}`),
    (one, other) => likeness(one, other) >= SAME_ID_THRESHOLD,
  );
  matchOnly(
    state,
    ({ name }) => `${name.kind} ${name.title.toLowerCase()}`,
    () => true,
  );
}

function matchRows(state: OpenItems): void {
  const byHash = Map.groupBy(state.open(state.items), (entry) => entry.hash());
  for (const [hash, known] of Map.groupBy(state.open(state.known), (entry) => entry.hash())) {
    const items = byHash.get(hash) ?? [];
    const several = known.length > 1 || items.length > 1;
    for (const [at, one] of known.entries()) {
      const item = items[at];
      if (item) state.take(one, item, several ? 1 : null);
    }
  }
}

/** Open items that are the only ones of their mark in the whole of both versions. */
export function matchOnly(
  state: OpenItems,
  markOf: (entry: Entry) => string | null,
  alike: (one: Entry, other: Entry) => boolean,
): void {
  const only = (entries: readonly Entry[]) => {
    const marks = Map.groupBy(entries, markOf);
    return state.open([...marks].flatMap(([mark, all]) => (mark === null || all.length > 1 ? [] : all)));
  };
  const [known, items] = [only(state.known), only(state.items)];
  const byMark = new Map(items.map((entry) => [markOf(entry), entry]));
  for (const one of known) {
    const item = byMark.get(markOf(one));
    if (item && alike(one, item)) state.take(one, item);
  }
}

/** A row that was moved and renamed: its name is much alike, and it has a value that no other row of either version has. */
export function matchMovedAndRenamed(state: OpenItems): void {
  if (state.open(state.known).length === 0 || state.open(state.items).length === 0) return;
  const [known, items] = [onlyOnesSaying(state.known), onlyOnesSaying(state.items)];
  for (const [value, one] of known) {
    const item = items.get(value);
    if (!one || !item || state.partner.has(one) || state.partner.has(item)) continue;
    const score = likeness(one, item);
    if (score >= SURE_RENAME && sharesMostValues(one, item)) state.take(one, item, score);
  }
}

/**
 * A row that may have left its address, and was moved and changed, perhaps to the address of another of its name: it has a
 * value of its own, and more in common with what stands there than the row that stood there.
 */
export function matchNamesakes(state: OpenItems, mayHaveLeft: (entry: Entry) => boolean): void {
  const left = state.open(state.known).filter(mayHaveLeft);
  if (left.length === 0) return;
  const [known, items] = [onlyOnesSaying(state.known), onlyOnesSaying(state.items)];
  const before = new Map(state.known.map((entry) => [entry.address, entry]));
  for (const one of left) {
    for (const value of telling(one)) {
      const item = known.get(value) === one ? items.get(value) : null;
      if (!item || item.name.title !== one.name.title) continue;
      const stood = before.get(item.address);
      const shared = stood === undefined ? 0 : sharedValues(stood, item).length;
      if (sharedValues(one, item).length > shared) state.take(one, item);
    }
  }
}

/** The only row with each value; null where several have it. */
function onlyOnesSaying(entries: readonly Entry[]): ReadonlyMap<string, Entry | null> {
  const only = new Map<string, Entry | null>();
  for (const entry of entries)
    for (const value of new Set(telling(entry))) only.set(value, only.has(value) ? null : entry);
  return only;
}
