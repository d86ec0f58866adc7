import type { Reader } from '../handle.ts';

/** Contents that are remembered of each table. */
const REMEMBERED = 50_000;

/** A row's name and the clock of the op that brought its content. */
interface Named {
  readonly id: string;
  readonly hlc: string;
}

/**
 * Reads contents that never change: an id is the hash of what it names, and the clock is that of one op. So what was read
 * and checked once is not read again, however often all of it is asked for.
 */
export function keptContents<Content>(
  /** Of a table, by a JSON array of ids. */
  textsOf: (db: Reader, ids: string) => readonly { readonly id: string; readonly text: string }[],
  parse: (text: string) => Content | null,
): (db: Reader, rows: readonly Named[]) => (row: Named) => Content | null {
  const known = new Map<string, { readonly hlc: string; readonly content: Content | null }>();
  return (db, rows) => {
    const missing = rows.filter(({ id, hlc }) => known.get(id)?.hlc !== hlc);
    if (missing.length > 0) {
      if (known.size + missing.length > REMEMBERED) known.clear();
      const clocks = new Map(missing.map(({ id, hlc }) => [id, hlc]));
      for (const { id, text } of textsOf(db, JSON.stringify([...clocks.keys()])))
        known.set(id, { hlc: clocks.get(id) ?? '', content: parse(text) });
    }
    return ({ id }) => known.get(id)?.content ?? null;
  };
}
