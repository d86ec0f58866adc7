import type { Mark } from '../marks/mark.ts';

export interface TileGroup<Tile> {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  readonly tiles: readonly Tile[];
}

interface Identified {
  readonly id: string;
}

/** Which tiles stand where, without their content: what is kept while the grid is hovered or focused. */
export type Arrangement = readonly { readonly id: string; readonly ids: readonly string[] }[];

export const arrangementOf = <Tile extends Identified>(groups: readonly TileGroup<Tile>[]): Arrangement =>
  groups.map(({ id, tiles }) => ({ id, ids: tiles.map((tile) => tile.id) }));

export interface FrozenTiles<Tile> {
  readonly groups: readonly TileGroup<Tile>[];
  /** How many tiles would stand elsewhere, or aren't shown yet. */
  readonly waiting: number;
}

/** Tiles stay where they were with their newest content; what is gone goes, what is new or moved on waits. */
export function freezeTiles<Tile extends Identified>(
  pinned: Arrangement | null,
  groups: readonly TileGroup<Tile>[],
): FrozenTiles<Tile> {
  if (pinned === null) return { groups, waiting: 0 };
  const placed = new Map<string, { readonly tile: Tile; readonly group: string }>();
  for (const group of groups) for (const tile of group.tiles) placed.set(tile.id, { tile, group: group.id });
  const known = new Set<string>();
  let waiting = 0;
  const held = groups.map((group) => {
    const ids = pinned.find((one) => one.id === group.id)?.ids ?? [];
    const tiles = ids.flatMap((id): Tile[] => {
      known.add(id);
      const now = placed.get(id);
      if (now === undefined) return [];
      if (now.group !== group.id) waiting += 1;
      return [now.tile];
    });
    return { ...group, tiles };
  });
  for (const id of placed.keys()) if (!known.has(id)) waiting += 1;
  return { groups: held, waiting };
}

export type TileLine<Tile> =
  | { readonly kind: 'head'; readonly group: TileGroup<Tile> }
  | {
      readonly kind: 'row';
      readonly group: TileGroup<Tile>;
      readonly tiles: readonly Tile[];
      /** Place of its first tile among all, from 0. */
      readonly first: number;
    };

/** The lines a virtual list draws: a head for each group with tiles, then its rows. */
export function layoutTiles<Tile>(
  groups: readonly TileGroup<Tile>[],
  columns: number,
): readonly TileLine<Tile>[] {
  let first = 0;
  return groups.flatMap((group): TileLine<Tile>[] => {
    if (group.tiles.length === 0) return [];
    const lines: TileLine<Tile>[] = [{ kind: 'head', group }];
    for (let from = 0; from < group.tiles.length; from += columns) {
      lines.push({ kind: 'row', group, tiles: group.tiles.slice(from, from + columns), first: first + from });
    }
    first += group.tiles.length;
    return lines;
  });
}

export type TileStep = 'next' | 'previous' | 'down' | 'up' | 'first' | 'last';

interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeOf<Tile extends Identified>(
  lines: readonly TileLine<Tile>[],
  id: string | null,
): Place | null {
  if (id === null) return null;
  for (const [line, each] of lines.entries()) {
    const column = each.kind === 'row' ? each.tiles.findIndex((tile) => tile.id === id) : -1;
    if (column >= 0) return { line, column };
  }
  return null;
}

/** The tile a key leads to; the first one when none was chosen, the same one at an edge. */
export function stepTile<Tile extends Identified>(
  lines: readonly TileLine<Tile>[],
  from: string | null,
  step: TileStep,
): string | null {
  const rows = lines.filter((line) => line.kind === 'row');
  const order = rows.flatMap((row) => row.tiles.map((tile) => tile.id));
  const at = from === null ? -1 : order.indexOf(from);
  if (step === 'first' || at < 0) return order[0] ?? null;
  if (step === 'last') return order.at(-1) ?? null;
  if (step === 'next') return order[at + 1] ?? from;
  if (step === 'previous') return order[at - 1] ?? from;
  const row = rows.findIndex((each) => each.tiles.some((tile) => tile.id === from));
  const column = rows[row]?.tiles.findIndex((tile) => tile.id === from) ?? 0;
  const target = rows[step === 'down' ? row + 1 : row - 1];
  return row < 0 || target === undefined
    ? from
    : (target.tiles[Math.min(column, target.tiles.length - 1)]?.id ?? from);
}
