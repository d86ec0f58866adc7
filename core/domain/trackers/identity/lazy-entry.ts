import { type ItemName, itemName, type Named } from './item-name.ts';
import type { Entry } from './open-items.ts';

/** Most items stand where they stood: what the later steps look at is made when one of them asks. */
export class LazyEntry implements Entry {
  readonly id: string;
  readonly address: string;
  readonly #item: Named;
  readonly #hash: () => string;
  readonly #values: () => readonly string[];
  #name: ItemName | null = null;
  #known: string | null = null;

  constructor(id: string, address: string, item: Named, hash: () => string, values: () => readonly string[]) {
    this.id = id;
    this.address = address;
    this.#item = item;
    this.#hash = hash;
    this.#values = values;
  }

  get name(): ItemName {
    this.#name ??= itemName(this.#item);
    return this.#name;
  }

  get values(): readonly string[] {
    return this.#values();
  }

  hash(): string {
    this.#known ??= this.#hash();
    return this.#known;
  }
}
