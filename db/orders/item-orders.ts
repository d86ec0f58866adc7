import type { Changes } from '../changes.ts';
import type { Reader } from '../handle.ts';
import { readTrackers } from '../records/tracker.ts';
import {
  condition,
  ITEM_SOURCE,
  type ItemSelection,
  orderBy,
  type SortKey,
  sortKeys,
} from './item-filter.ts';

/** Orders kept: one per filter, sort and scope that a screen shows or just showed. */
const ORDERS_KEPT = 8;
/** With more changed items than this, rebuilding an order is cheaper than updating it. */
const FOLLOWED = 400;

interface Order {
  items: Uint32Array;
  /** Items that changed since; applied when the order is next asked for. Null: rebuild it. */
  pending: Set<number> | null;
}

/**
 * The short names of all items of one filter and sort, in order: a window anywhere in it is a slice, so a jump to
 * row 90,000 costs what row 0 costs. After a change only the changed items are placed again.
 */
export class ItemOrders {
  readonly #read: Reader;
  readonly #orders = new Map<string, Order>();

  constructor(read: Reader) {
    this.#read = read;
  }

  order(selection: ItemSelection): Uint32Array {
    const key = JSON.stringify([selection.trackerId, selection.filter, selection.sort]);
    const known = this.#orders.get(key);
    this.#orders.delete(key);
    const order = known ?? { items: new Uint32Array(), pending: null };
    if (order.pending === null) order.items = this.#make(selection);
    else if (order.pending.size > 0) order.items = this.#follow(selection, order.items, order.pending);
    order.pending = new Set();
    this.#orders.set(key, order);
    for (const oldest of this.#orders.keys()) {
      if (this.#orders.size <= ORDERS_KEPT) break;
      this.#orders.delete(oldest);
    }
    return order.items;
  }

  follow(changes: Changes): void {
    const { written, removed, whole } = changes.items;
    for (const order of this.#orders.values()) {
      if (order.pending === null) continue;
      if (whole || order.pending.size + written.size + removed.size > FOLLOWED) {
        order.pending = null;
        continue;
      }
      for (const n of written) order.pending.add(n);
      for (const n of removed) order.pending.add(n);
    }
  }

  clear(): void {
    this.#orders.clear();
  }

  #make(selection: ItemSelection): Uint32Array {
    const { trackerId, sort } = selection;
    if (trackerId !== null || sort.by !== 'document') return this.#select(selection);
    // Document order over the workspace is that of each tracker after the other, and an index has each.
    const trackers = readTrackers(this.#read).map((tracker) => tracker.id);
    const parts = (sort.descending ? trackers.toReversed() : trackers).map((id) =>
      this.#select({ ...selection, trackerId: id }),
    );
    const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #select(selection: ItemSelection): Uint32Array {
    const where = condition(selection);
    const sql = `SELECT i.n FROM ${ITEM_SOURCE} WHERE ${where.sql} ORDER BY ${orderBy(sortKeys(selection))}`;
    return Uint32Array.from(this.#read.column<number>(sql, ...where.bind));
  }

  #follow(selection: ItemSelection, before: Uint32Array, pending: ReadonlySet<number>): Uint32Array {
    const rest = before.filter((n) => !pending.has(n));
    const where = condition(selection);
    const keys = sortKeys(selection);
    const now = this.#read.column<number>(
      `SELECT i.n FROM ${ITEM_SOURCE} WHERE ${where.sql} AND i.n IN (SELECT value FROM json_each(?))
       ORDER BY ${orderBy(keys)}`,
      ...where.bind,
      JSON.stringify([...pending]),
    );
    const compare = this.#comparing(keys);
    const after = new Uint32Array(rest.length + now.length);
    let from = 0;
    let to = 0;
    for (const n of now) {
      const at = placeOf(rest, n, from, compare);
      after.set(rest.subarray(from, at), to);
      to += at - from;
      after[to] = n;
      to += 1;
      from = at;
    }
    after.set(rest.subarray(from), to);
    return after;
  }

  #comparing(keys: readonly SortKey[]): (a: number, b: number) => number {
    const columns = keys.map(({ sql }, at) => `${sql} AS k${at}`).join(', ');
    const known = new Map<number, SortValue[]>();
    const keysOf = (n: number): SortValue[] => {
      const seen = known.get(n);
      if (seen !== undefined) return seen;
      const row = this.#read.get<Record<string, SortValue>>(
        `SELECT ${columns} FROM ${ITEM_SOURCE} WHERE i.n = ?`,
        n,
      );
      const values = keys.map((_, at) => row?.[`k${at}`] ?? null);
      known.set(n, values);
      return values;
    };
    return (a, b) => {
      const left = keysOf(a);
      const right = keysOf(b);
      for (const [at, key] of keys.entries()) {
        const order = compareValues(left[at] ?? null, right[at] ?? null, key.descending);
        if (order !== 0) return order;
      }
      return 0;
    };
  }
}

type SortValue = string | number | null;

/** First index at or after `from` whose item comes after `n`. */
function placeOf(
  items: Uint32Array,
  n: number,
  from: number,
  compare: (a: number, b: number) => number,
): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(items[middle] ?? 0, n) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
  return descending ? -order : order;
}

/** By code point, as SQLite's UTF-8 comparison does; JavaScript's own puts surrogate pairs before U+E000. */
function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
