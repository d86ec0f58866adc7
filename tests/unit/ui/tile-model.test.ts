import { describe, expect, test } from 'vitest';
import {
  arrangementOf,
  freezeTiles,
  layoutTiles,
  placeOf,
  stepTile,
  type TileGroup,
} from '../../../renderer/ui/tiles/tile-model.ts';

interface Tile {
  readonly id: string;
  readonly note?: string;
}

const group = (id: string, ...ids: readonly string[]): TileGroup<Tile> => ({
  id,
  label: id,
  mark: 'done',
  tiles: ids.map((tile) => ({ id: tile })),
});

describe('tiles in lines', () => {
  const lines = layoutTiles([group('busy', 'a', 'b', 'c'), group('away'), group('idle', 'd')], 2);

  test('each group with tiles gets a head and as many rows as it needs', () => {
    expect(lines.map((line) => (line.kind === 'head' ? line.group.id : line.tiles.length))).toEqual([
      'busy',
      2,
      1,
      'idle',
      1,
    ]);
  });

  test('rows know how many tiles came before them', () => {
    expect(lines.flatMap((line) => (line.kind === 'row' ? [line.first] : []))).toEqual([0, 2, 3]);
  });

  test('keys lead along the order and up and down the columns', () => {
    expect(stepTile(lines, null, 'down')).toBe('a');
    expect(stepTile(lines, 'a', 'next')).toBe('b');
    expect(stepTile(lines, 'b', 'down')).toBe('c');
    expect(stepTile(lines, 'c', 'down')).toBe('d');
    expect(stepTile(lines, 'd', 'down')).toBe('d');
    expect(stepTile(lines, 'd', 'up')).toBe('c');
    expect(stepTile(lines, 'a', 'previous')).toBe('a');
    expect(stepTile(lines, 'a', 'last')).toBe('d');
    expect(stepTile([], null, 'next')).toBeNull();
  });

  test('a tile is found in its line', () => {
    expect(placeOf(lines, 'c')).toEqual({ line: 2, column: 0 });
    expect(placeOf(lines, 'gone')).toBeNull();
  });
});

describe('tiles somebody points at', () => {
  const before = [group('busy', 'a', 'b'), group('idle', 'c')];
  const pinned = arrangementOf(before);

  test('keep their places while they move on, with their newest content', () => {
    const after: readonly TileGroup<Tile>[] = [
      { ...group('busy'), tiles: [{ id: 'b', note: 'new' }] },
      { ...group('idle'), tiles: [{ id: 'a' }, { id: 'c' }, { id: 'd' }] },
    ];
    const held = freezeTiles(pinned, after);
    expect(held.groups.map(({ tiles }) => tiles)).toEqual([
      [{ id: 'a' }, { id: 'b', note: 'new' }],
      [{ id: 'c' }],
    ]);
    expect(held.waiting).toBe(2);
  });

  test('go when they are gone', () => {
    const held = freezeTiles(pinned, [group('busy', 'a'), group('idle')]);
    expect(held.groups.map(({ tiles }) => tiles.map(({ id }) => id))).toEqual([['a'], []]);
    expect(held.waiting).toBe(0);
  });

  test('stand as they come when nobody does', () => {
    expect(freezeTiles(null, before)).toEqual({ groups: before, waiting: 0 });
  });
});
