import { describe, expect, it } from 'vitest';
import { firstDrawn, groupCards, neighbour } from '../../../renderer/ui/board/board-model.ts';
import { describeEdges, edgeSize, wrapLabel } from '../../../renderer/ui/diagram/diagram-model.ts';
import { layoutGraph, smoothPath } from '../../../renderer/ui/diagram/graph-layout.ts';
import {
  connections,
  describeItem,
  timelineLines,
  timeScale,
} from '../../../renderer/ui/timeline/timeline-model.ts';
import type { TimelineItem } from '../../../renderer/ui/timeline/timeline-types.ts';

describe('the board', () => {
  const columns = [{ id: 'todo' }, { id: 'empty' }, { id: 'done' }];
  const cards = [
    { id: 'a', columnId: 'todo' },
    { id: 'b', columnId: 'todo' },
    { id: 'c', columnId: 'done' },
    { id: 'lost', columnId: 'nowhere' },
  ];

  it('deals cards to their columns', () => {
    const dealt = groupCards(columns, cards, new Map());
    expect([...dealt].map(([id, dealtCards]) => [id, dealtCards.map((card) => card.id)])).toEqual([
      ['todo', ['a', 'b']],
      ['empty', []],
      ['done', ['c']],
    ]);
  });

  it('draws a card in the wanted column while the move is saved, and back when it was refused', () => {
    const saving = groupCards(columns, cards, new Map([['a', { kind: 'saving', to: 'empty' }]]));
    expect(saving.get('empty')?.map((card) => card.id)).toEqual(['a']);
    const refused = groupCards(
      columns,
      cards,
      new Map([['a', { kind: 'refused', to: 'empty', reason: 'no' }]]),
    );
    expect(refused.get('todo')?.map((card) => card.id)).toEqual(['a', 'b']);
  });

  it('draws the same few cards of a column however many there are, among them the one that is asked for', () => {
    expect(firstDrawn(0, 5000, 20)).toBe(0);
    expect(firstDrawn(19, 5000, 20)).toBe(0);
    expect(firstDrawn(20, 5000, 20)).toBe(20);
    // Those that went when a filter left fewer.
    expect(firstDrawn(4000, 3, 20)).toBe(0);
    expect(firstDrawn(4000, 0, 20)).toBe(0);
  });

  it('moves the focus over empty columns and not past the ends', () => {
    const dealt = groupCards(columns, cards, new Map());
    const from = { columnId: 'todo', index: 1 };
    expect(neighbour(columns, dealt, from, 'right')).toBe('c');
    expect(neighbour(columns, dealt, from, 'up')).toBe('a');
    expect(neighbour(columns, dealt, from, 'down')).toBeNull();
    expect(neighbour(columns, dealt, from, 'left')).toBeNull();
  });
});

const item = (id: string, due: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  id,
  title: id,
  lane: 'one',
  mark: 'active',
  start: null,
  due,
  firstDue: null,
  slipDays: 0,
  dependsOn: [],
  ...more,
});

describe('the timeline', () => {
  const items = [
    item('late', '2026-03-01', { firstDue: '2026-02-20', slipDays: 9 }),
    item('early', '2026-02-01', { dependsOn: ['late', 'unknown'] }),
    item('other', '2026-02-10', { lane: 'two' }),
  ];

  it('keeps lanes in the order of their first item and items by date', () => {
    const said = timelineLines(items).map((line) => (line.kind === 'lane' ? line.lane : line.item.id));
    expect(said).toEqual(['one', 'early', 'late', 'two', 'other']);
  });

  it('holds every date and today on its scale', () => {
    const scale = timeScale(items, '2026-05-01', 'month');
    for (const iso of ['2026-02-01', '2026-03-01', '2026-05-01']) {
      expect(scale.x(iso)).toBeGreaterThan(0);
      expect(scale.x(iso)).toBeLessThan(scale.width);
    }
    expect(timeScale([], '2026-05-01', 'week').width).toBeGreaterThan(0);
  });

  it('says dates, slip and what an item waits for in one sentence', () => {
    expect(describeItem(items[0] ?? item('x', ''))).toBe(
      ', in one, active, due Mar 1, 2026, 9 days later than first written (Feb 20, 2026)',
    );
    expect(describeItem(items[1] ?? item('x', ''))).toContain('waits for 2 others');
  });

  it('draws a line to what waits, marks it when it begins before, and skips lines out of sight', () => {
    const lines = timelineLines(items);
    const scale = timeScale(items, '2026-02-14', 'month');
    const drawn = connections(lines, scale, 30, 0, 10);
    expect(drawn.map((one) => [one.id, one.late])).toEqual([['late>early', true]]);
    expect(connections(lines, scale, 30, 4, 10)).toEqual([]);
  });
});

describe('the layout of a graph', () => {
  const node = (id: string) => ({ id, width: 80, height: 30 });
  const edge = (from: string, to: string) => ({ from, to });

  it('puts every forward edge at least one layer on', () => {
    const layout = layoutGraph(
      ['a', 'b', 'c'].map(node),
      [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')],
      'right',
    );
    const x = new Map(layout.nodes.map((one) => [one.id, one.x]));
    expect(x.get('a')).toBeLessThan(x.get('b') ?? 0);
    expect(x.get('b')).toBeLessThan(x.get('c') ?? 0);
  });

  it('leads a long edge around the nodes between', () => {
    const layout = layoutGraph(
      ['a', 'b', 'c'].map(node),
      [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')],
      'right',
    );
    const between = layout.nodes.find((one) => one.id === 'b');
    const beside = layout.edges
      .find((one) => one.edge === 2)
      ?.points.filter((point) => Math.abs(point.x - (between?.x ?? 0)) < 40);
    expect(beside).not.toEqual([]);
    for (const point of beside ?? []) expect(Math.abs(point.y - (between?.y ?? 0))).toBeGreaterThan(15);
  });

  it('gives the words of an edge room between the nodes', () => {
    const words = { width: 120, height: 16 };
    const layout = layoutGraph(['a', 'b'].map(node), [{ ...edge('a', 'b'), words }], 'right');
    const [a, b] = layout.nodes;
    const middle = layout.edges[0]?.middle.x ?? 0;
    expect(middle - 60).toBeGreaterThanOrEqual((a?.x ?? 0) + 40);
    expect(middle + 60).toBeLessThanOrEqual((b?.x ?? 0) - 40);
  });

  it('places the same graph the same way each time', () => {
    const place = () =>
      layoutGraph(['a', 'b', 'c'].map(node), [edge('a', 'b'), edge('b', 'a'), edge('c', 'b')], 'down');
    expect(place()).toEqual(place());
  });

  it('keeps nodes whose names are those of object members', () => {
    const layout = layoutGraph(
      ['constructor', '__proto__'].map(node),
      [edge('constructor', '__proto__')],
      'right',
    );
    expect(layout.nodes.map((one) => one.x < layout.width)).toEqual([true, true]);
    expect(layout.edges).toHaveLength(1);
  });

  it('breaks cycles and says which edges run back', () => {
    const layout = layoutGraph(
      ['a', 'b'].map(node),
      [edge('a', 'b'), edge('b', 'a'), edge('a', 'a')],
      'down',
    );
    expect(layout.edges.map((one) => one.back)).toEqual([false, true, true]);
  });

  it('never lets two nodes overlap', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const edges = [
      edge('a', 'b'),
      edge('a', 'c'),
      edge('a', 'd'),
      edge('b', 'e'),
      edge('c', 'e'),
      edge('d', 'f'),
      edge('f', 'a'),
      edge('x', 'a'),
    ];
    const { nodes, width, height } = layoutGraph(ids.map(node), edges, 'down');
    for (const one of nodes) {
      expect(one.x - 40).toBeGreaterThanOrEqual(0);
      expect(one.x + 40).toBeLessThanOrEqual(width);
      expect(one.y + 15).toBeLessThanOrEqual(height);
      for (const other of nodes) {
        const apart = Math.abs(one.x - other.x) >= 80 || Math.abs(one.y - other.y) >= 30;
        expect(one.id === other.id || apart).toBe(true);
      }
    }
  });

  it('copes with nothing and with edges to unknown nodes', () => {
    expect(layoutGraph([], [edge('a', 'b')], 'right')).toMatchObject({ nodes: [], edges: [] });
  });

  it('meets boxes at their border', () => {
    const layout = layoutGraph(['a', 'b'].map(node), [edge('a', 'b')], 'right');
    const [a, b] = layout.nodes;
    const points = layout.edges[0]?.points ?? [];
    expect(points[0]).toEqual({ x: (a?.x ?? 0) + 40, y: a?.y });
    expect(points.at(-1)).toEqual({ x: (b?.x ?? 0) - 40, y: b?.y });
  });

  it('draws an edge from its first point to its last', () => {
    const path = smoothPath([
      { x: 0, y: 0 },
      { x: 10, y: 20 },
      { x: 30, y: 0 },
    ]);
    expect(path).toBe('M0 0Q10 20 20 10L30 0');
    expect(smoothPath([])).toBe('');
  });
});

describe('diagram words', () => {
  it('wrap long labels', () => {
    expect(wrapLabel('Ready for sign-off by every role')).toEqual(['Ready for sign-off by', 'every role']);
  });

  it('name edges by their nodes', () => {
    const diagram = {
      kind: 'state' as const,
      title: 't',
      nodes: [
        { id: 's', label: '[*]', class: null },
        { id: 'a', label: 'Open', class: null },
      ],
      edges: [
        { from: 's', to: 'a', label: null },
        { from: 'a', to: 'a', label: 'again' },
      ],
      bars: [],
    };
    expect(describeEdges(diagram)).toEqual(['the start or end → Open', 'Open → Open: again']);
    expect(diagram.edges.map(edgeSize)).toEqual([
      { from: 's', to: 'a' },
      { from: 'a', to: 'a', words: { width: 42, height: 16 } },
    ]);
  });
});
