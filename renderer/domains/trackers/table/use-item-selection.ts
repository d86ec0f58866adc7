import { useMemo, useRef, useState } from 'react';
import type { Item } from '../model/rows.ts';
import { collectItems, type ItemRows, type ItemsRequest } from '../use-items.ts';

const NOTHING: ReadonlyMap<string, Item> = new Map();

export interface ItemSelection {
  /** The selected rows as they were last seen here. */
  readonly chosen: readonly Item[];
  readonly ids: ReadonlySet<string>;
  readonly select: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
  /** The selected rows as they are now, in the order of the table; null when the engine did not answer for all. */
  readonly present: () => readonly Item[] | Promise<readonly Item[] | null>;
  /** Rows of the table that may be outside the loaded part; they can be selected from then on. */
  readonly collect: (start?: number, end?: number) => Promise<readonly Item[] | null>;
}

/** Which rows are selected, loaded or not: the table holds only those around where the person looks. */
export function useItemSelection(asked: ItemsRequest, { rows }: Pick<ItemRows, 'rows'>): ItemSelection {
  const [picked, setPicked] = useState(NOTHING);
  const collected = useRef(NOTHING);
  const loaded = useMemo(() => new Map<string, Item>(rows.map((row) => [row.id, row])), [rows]);
  const collect: ItemSelection['collect'] = async (start, end) => {
    const found = await collectItems(asked, start, end);
    if (found !== null) collected.current = new Map(found.map((row) => [row.id, row]));
    return found;
  };
  return {
    chosen: [...picked].map(([id, item]) => loaded.get(id) ?? item),
    ids: new Set(picked.keys()),
    select: (ids) =>
      setPicked((before) => {
        const find = (id: string) => loaded.get(id) ?? collected.current.get(id) ?? before.get(id);
        const entries = [...ids].flatMap((id): (readonly [string, Item])[] => {
          const item = find(id);
          return item === undefined ? [] : [[id, item]];
        });
        return new Map(entries);
      }),
    clear: () => setPicked(NOTHING),
    present: () => {
      const here = rows.filter((row) => picked.has(row.id));
      return here.length === picked.size ? here : collect().then((all) => all && inOrder(all, picked));
    },
    collect,
  };
}

/** Those that the table's filter leaves out by now come last. */
function inOrder(all: readonly Item[], picked: ReadonlyMap<string, Item>): readonly Item[] {
  const found = all.filter((row) => picked.has(row.id));
  const ids = new Set<string>(found.map((row) => row.id));
  return [...found, ...[...picked.values()].filter((row) => !ids.has(row.id))];
}
