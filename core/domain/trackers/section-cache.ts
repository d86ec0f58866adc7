import type { ChunkBlocks } from './read-blocks.ts';

/** Values by the text they were read from; the least recently used go first. */
export class TextCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #maxEntries: number;
  readonly #maxUnits: number;
  #units = 0;

  constructor(maxEntries: number, maxUnits: number) {
    this.#maxEntries = maxEntries;
    this.#maxUnits = maxUnits;
  }

  /** `make` gets a copy of the key that keeps no larger text alive. */
  read(key: string, make: (ownKey: string) => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    // A slice keeps its whole parent string alive in V8; one edit per version would keep every version.
    const ownKey = ` ${key}`.slice(1);
    const value = make(ownKey);
    this.#entries.set(ownKey, value);
    this.#units += ownKey.length;
    this.#evict();
    return value;
  }

  #evict(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#units <= this.#maxUnits) return;
      this.#entries.delete(key);
      this.#units -= key.length;
    }
  }
}

/** Remembers what was read from a section's text, so that an edit re-reads one section only. */
export interface SectionCache {
  readonly blocks: TextCache<ChunkBlocks>;
}

/** Text units kept at most, beside the number of entries. */
const CACHED_UNITS = 32_000_000;

export function createSectionCache(maxEntries: number): SectionCache {
  return { blocks: new TextCache(maxEntries, CACHED_UNITS) };
}
