import { type ItemName, mayBeSame } from './item-name.ts';

/** An item of the version before or after, as matching looks at it. */
export interface Entry {
  readonly id: string;
  readonly address: string;
  readonly name: ItemName;
  readonly hash: () => string;
  readonly values: readonly string[];
}

export interface Doubt {
  readonly id: string;
  readonly address: string;
  readonly score: number;
}

/** Which items of two versions are the same so far. One to one, and never against explicit ids. */
export class OpenItems {
  readonly known: readonly Entry[];
  readonly items: readonly Entry[];
  /** Both ways; an entry that is not here is still open. */
  readonly partner = new Map<Entry, Entry>();
  readonly doubts: Doubt[] = [];

  constructor(known: readonly Entry[], items: readonly Entry[]) {
    this.known = known;
    this.items = items;
  }

  take(known: Entry, item: Entry, doubt: number | null = null): boolean {
    if (this.partner.has(known) || this.partner.has(item) || !mayBeSame(known.name, item.name)) return false;
    this.partner.set(known, item);
    this.partner.set(item, known);
    if (doubt !== null) this.doubts.push({ id: known.id, address: item.address, score: doubt });
    return true;
  }

  open(entries: readonly Entry[]): Entry[] {
    return entries.filter((entry) => !this.partner.has(entry));
  }
}
