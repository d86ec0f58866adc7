import { Graph, type GraphLabel, layout, type NodeLabel, type Point } from '@dagrejs/dagre';

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** The room its words take; they get a place of their own beside the nodes. */
  readonly words?: { readonly width: number; readonly height: number } | undefined;
}

export interface PlacedNode extends LayoutNode {
  /** Centre. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  /** Index into the edges given. */
  readonly edge: number;
  /** Points it goes through, from border to border. */
  readonly points: readonly Readonly<Point>[];
  /** Centre of its words. */
  readonly middle: Readonly<Point>;
  /** It runs against the direction of the layout. */
  readonly back: boolean;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

export type Direction = 'right' | 'down';

interface EdgeData {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly labelpos: 'c';
  readonly points?: readonly Point[];
  readonly x?: number;
  readonly y?: number;
}

/** Places nodes in layers so that edges run in one direction, cross little and pass around nodes. */
export function layoutGraph(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  direction: Direction,
): Layout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeData>({ multigraph: true });
  graph.setGraph({
    rankdir: direction === 'right' ? 'LR' : 'TB',
    nodesep: 22,
    edgesep: 14,
    ranksep: 56,
    marginx: 16,
    marginy: 16,
  });
  // The library keeps names as keys of plain objects, so a document's own ("__proto__") stay out of it.
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  for (const { id, width, height } of nodes) graph.setNode(names.get(id) ?? '', { width, height });
  edges.forEach((edge, index) => {
    const from = names.get(edge.from);
    const to = names.get(edge.to);
    if (from === undefined || to === undefined) return;
    const { width, height } = edge.words ?? { width: 0, height: 0 };
    graph.setEdge(from, to, { index, width, height, labelpos: 'c' }, String(index));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const centre = (name: string): Point => {
    const { x = 0, y = 0 } = graph.node(name);
    return { x, y };
  };
  const along = (name: string) => (direction === 'right' ? centre(name).x : centre(name).y);
  return {
    nodes: nodes.map((node) => ({ ...node, ...centre(names.get(node.id) ?? '') })),
    edges: graph
      .edges()
      .map(({ v, w, name }): PlacedEdge => {
        const { index, points = [], x, y } = graph.edge(v, w, name);
        const middle = points[Math.floor(points.length / 2)] ?? centre(v);
        return {
          edge: index,
          points,
          middle: { x: x ?? middle.x, y: y ?? middle.y },
          back: along(w) <= along(v),
        };
      })
      .toSorted((one, other) => one.edge - other.edge),
    width: nodes.length === 0 ? 0 : width,
    height: nodes.length === 0 ? 0 : height,
  };
}

/** A smooth way through the points: it begins and ends at the first and last and bends towards those between. */
export function smoothPath(points: readonly Readonly<Point>[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  rest.slice(0, -1).forEach((point, index) => {
    const next = rest[index + 1] ?? last;
    path += `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `${path}L${last.x} ${last.y}`;
}
