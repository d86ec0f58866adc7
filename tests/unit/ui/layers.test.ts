import { describe, expect, test } from 'vitest';
import {
  edgePath,
  edgesAt,
  type LayerEdge,
  type LayerNode,
  layoutLayers,
  nodesIn,
  nodeWidth,
  stepTo,
  wayFrom,
} from '../../../renderer/ui/diagram/layers/layer-layout.ts';
import { clampZoom, firstZoom, nextZoom, zoomToFit } from '../../../renderer/ui/diagram/layers/zoom.ts';
import { sampleLayers } from '../../../renderer/ui/gallery/sample-layers.ts';

const node = (id: string, column: number, urgent = false): LayerNode => ({
  id,
  column,
  label: id,
  mark: 'done',
  words: id,
  urgent,
});
const edge = (from: string, to: string, missing = false): LayerEdge => ({ from, to, missing });

const nodes = [
  node('decision', 3),
  node('report', 2),
  node('first', 1),
  node('second', 1, true),
  node('check', 1),
  node('commit', 0),
  node('file', 0),
];
const edges = [
  edge('report', 'decision'),
  edge('first', 'report'),
  edge('second', 'report'),
  edge('check', 'first'),
  edge('file', 'check', true),
  edge('commit', 'file'),
];
const layout = layoutLayers(nodes, edges);
const names = (layers: typeof layout.layers) => layers.map((layer) => layer.map(({ id }) => id));

describe('a graph in columns', () => {
  test('each column has as many layers as its nodes follow one another, the last of them at its right', () => {
    expect(names(layout.layers)).toEqual([
      ['commit'],
      ['file'],
      ['check'],
      ['second', 'first'],
      ['report'],
      ['decision'],
    ]);
    expect(layout.columns.map(({ column }) => column)).toEqual([0, 1, 2, 3]);
    expect(layout.columns[0]?.width).toBeGreaterThan(2 * nodeWidth);
  });

  test('what is urgent comes first, and what leads to it stands beside it', () => {
    const urgent = layoutLayers(
      [node('end', 2), node('a', 1), node('b', 1, true), node('of-a', 0), node('of-b', 0), node('alone', 0)],
      [edge('a', 'end'), edge('b', 'end'), edge('of-a', 'a'), edge('of-b', 'b')],
    );
    expect(names(urgent.layers)).toEqual([['of-b', 'of-a', 'alone'], ['b', 'a'], ['end']]);
  });

  test('a circle, an edge to itself and an edge to nowhere are drawn as far as they can be', () => {
    const circle = layoutLayers(
      [node('a', 0), node('b', 0), node('c', 0)],
      [edge('a', 'b'), edge('b', 'a'), edge('c', 'c'), edge('c', 'nobody')],
    );
    expect(circle.nodes).toHaveLength(3);
    expect(circle.edges).toHaveLength(3);
    expect(circle.edges.map((one) => edgePath(circle, one)).every((path) => path.startsWith('M'))).toBe(true);
    expect(wayFrom(circle, 'a').nodes.size).toBe(2);
  });

  test('nothing is nothing', () => {
    expect(layoutLayers([], [])).toMatchObject({ width: 0, height: 0, layers: [] });
    expect(stepTo(layoutLayers([], []), null, 'ArrowLeft')).toBeNull();
  });

  test('only what a part shows is looked at, and edges that begin or end there', () => {
    const large = sampleLayers(5000);
    const placed = layoutLayers(large.nodes, large.edges);
    expect(placed.nodes).toHaveLength(5000);
    const seen = nodesIn(placed, { left: 0, top: 0, right: placed.width, bottom: 800 });
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.length).toBeLessThan(160);
    expect(seen.every(({ y }) => y <= 800)).toBe(true);
    const indexes = new Set(seen.map(({ index }) => index));
    const at = [...edgesAt(placed, seen)];
    expect(at.every(({ from, to }) => indexes.has(from) || indexes.has(to))).toBe(true);
    expect(nodesIn(placed, { left: 0, top: -900, right: 100, bottom: -100 })).toEqual([]);
  });
});

describe('walking it', () => {
  const step = (id: string | null, key: string, cameFrom: string | null = null) =>
    stepTo(layout, id, key, cameFrom)?.id ?? null;

  test('the first key stands on the decision, and each further one follows an edge', () => {
    expect(step(null, 'ArrowLeft')).toBe('decision');
    expect(step('decision', 'ArrowLeft')).toBe('report');
    expect(step('report', 'ArrowLeft')).toBe('second');
    expect(step('second', 'ArrowLeft')).toBeNull();
    expect(step('second', 'ArrowDown')).toBe('first');
    expect(step('first', 'ArrowLeft')).toBe('check');
    expect(step('check', 'ArrowRight')).toBe('first');
    expect(step('first', 'Home')).toBe('second');
    expect(step('second', 'End')).toBe('first');
    expect(step('first', 'x')).toBeNull();
  });

  test('back is where one came from', () => {
    expect(step('report', 'ArrowLeft', 'first')).toBe('first');
  });

  test('an edge to the next layer is taken before one that passes over it', () => {
    const passing = layoutLayers(
      [node('end', 1), node('near', 0), node('far', 0)],
      [edge('far', 'near'), edge('far', 'end'), edge('near', 'end')],
    );
    expect(stepTo(passing, 'end', 'ArrowLeft')?.id).toBe('near');
  });

  test('the way from a node has all that it leads to', () => {
    const way = wayFrom(layout, 'file');
    expect([...way.nodes].map((index) => layout.nodes[index]?.id)).toEqual([
      'file',
      'check',
      'first',
      'report',
      'decision',
    ]);
    expect([...way.edges].filter(({ missing }) => missing)).toHaveLength(1);
    expect(wayFrom(layout, null).nodes.size).toBe(0);
    expect(wayFrom(layout, 'nobody').edges.size).toBe(0);
  });
});

describe('its scale', () => {
  const room = { width: 1000, height: 500 };

  test('fits what is larger, and makes nothing larger than it is', () => {
    expect(zoomToFit({ width: 2000, height: 400 }, room)).toBe(0.5);
    expect(zoomToFit({ width: 100, height: 100 }, room)).toBe(1);
    expect(zoomToFit({ width: 0, height: 0 }, room)).toBe(1);
    expect(zoomToFit({ width: 100, height: 1_000_000 }, room)).toBe(0.1);
  });

  test('begins as small as names can be read at most', () => {
    expect(firstZoom({ width: 5000, height: 400 }, room)).toBe(0.8);
    expect(firstZoom({ width: 1100, height: 400 }, room)).toBeCloseTo(0.91, 2);
    expect(firstZoom({ width: 300, height: 90_000 }, room)).toBe(1);
  });

  test('stays within its bounds', () => {
    expect(nextZoom(2, 'in')).toBe(2);
    expect(nextZoom(1, 'out')).toBe(0.8);
    expect(clampZoom(0)).toBe(0.1);
  });
});
