import type { Changes } from '../changes.ts';
import type { Reader } from '../handle.ts';

/** Orders kept: one per filter, sort and scope that a screen shows or just showed. */
const ORDERS_KEPT = 8;

/** The short names of all items of one filter and sort, in order. A window anywhere in it is a slice. */
export class ItemOrders {
  readonly #read: Reader;
  readonly #orders = new Map<string, Uint32Array>();

  constructor(read: Reader) {
    this.#read = read;
  }

  order(key: string, sql: string, bind: readonly (string | number | null)[]): Uint32Array {
    const known = this.#orders.get(key);
    const order = known ?? Uint32Array.from(this.#read.column<number>(sql, ...bind));
    this.#orders.delete(key);
    this.#orders.set(key, order);
    for (const oldest of this.#orders.keys()) {
      if (this.#orders.size <= ORDERS_KEPT) break;
      this.#orders.delete(oldest);
    }
    return order;
  }

  follow(changes: Changes): void {
    if (changes.areas.has('items') || changes.areas.has('trackers')) this.#orders.clear();
  }
}
