import type { Mark } from '../../marks/mark.ts';

export interface LayerNode {
  readonly id: string;
  /** Which of the columns it stands in. */
  readonly column: number;
  readonly label: string;
  readonly mark: Mark;
  /** What it is and how it stands, for who hears it. */
  readonly words: string;
  /** Comes first where nothing else decides. */
  readonly urgent: boolean;
}

export interface LayerEdge {
  readonly from: string;
  readonly to: string;
  /** It has to be there and is not: drawn with a gap. */
  readonly missing: boolean;
}

export interface PlacedNode extends LayerNode {
  readonly index: number;
  readonly layer: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** An edge by the indexes of its nodes. */
export interface PlacedEdge {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly missing: boolean;
}

export interface LayerLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Left to right, each from its top. */
  readonly layers: readonly (readonly PlacedNode[])[];
  /** Where each column that has nodes begins, and how wide it is. */
  readonly columns: readonly { readonly column: number; readonly x: number; readonly width: number }[];
  readonly into: readonly (readonly PlacedEdge[])[];
  readonly outOf: readonly (readonly PlacedEdge[])[];
  readonly byId: ReadonlyMap<string, PlacedNode>;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const nodeWidth = 188;
export const nodeHeight = 30;
const pitch = 40;
const layerGap = 52;
const margin = 24;
/** A graph no taller than so many rows is centred; of a taller one all begins at the top, with what is urgent. */
const centredRows = 24;

/**
 * Places nodes in layers from left to right: by column, and in a column by how many more of it come after. Within a layer
 * nodes stand by where they lead, so that edges cross little. Time grows with nodes and edges only.
 */
export function layoutLayers(nodes: readonly LayerNode[], edges: readonly LayerEdge[]): LayerLayout {
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const placedEdges: PlacedEdge[] = [];
  const into: PlacedEdge[][] = nodes.map(() => []);
  const outOf: PlacedEdge[][] = nodes.map(() => []);
  for (const edge of edges) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from === undefined || to === undefined) continue;
    const placed = { index: placedEdges.length, from, to, missing: edge.missing };
    placedEdges.push(placed);
    outOf[from]?.push(placed);
    into[to]?.push(placed);
  }
  const { layers, columns } = layersOf(nodes, stepsToEnd(nodes, into, outOf));
  const rows = orderRows(nodes, layers, outOf);
  const tallest = Math.max(0, ...rows.map(({ length }) => length));
  const placed: PlacedNode[] = [];
  const placedLayers = rows.map((layer, at) => {
    const above = tallest <= centredRows ? ((tallest - layer.length) / 2) * pitch : 0;
    return layer.flatMap((index, row): PlacedNode[] => {
      const node = nodes[index];
      if (node === undefined) return [];
      const place = { x: margin + at * (nodeWidth + layerGap), y: margin + above + row * pitch };
      placed[index] = { ...node, index, layer: at, row, ...place };
      return [placed[index]];
    });
  });
  return {
    nodes: placed,
    edges: placedEdges,
    layers: placedLayers,
    columns: columns.map(({ column, first, count }) => ({
      column,
      x: margin + first * (nodeWidth + layerGap),
      width: count * (nodeWidth + layerGap) - layerGap,
    })),
    into,
    outOf,
    byId: new Map(placed.map((node) => [node.id, node])),
    width: layers.length === 0 ? 0 : 2 * margin + layers.length * (nodeWidth + layerGap) - layerGap,
    height: tallest === 0 ? 0 : 2 * margin + (tallest - 1) * pitch + nodeHeight,
  };
}

/** How many nodes of its own column come after each at most. One in a circle counts as the last. */
function stepsToEnd(
  nodes: readonly LayerNode[],
  into: readonly (readonly PlacedEdge[])[],
  outOf: readonly (readonly PlacedEdge[])[],
): readonly number[] {
  const sameColumn = ({ from, to }: PlacedEdge) => nodes[from]?.column === nodes[to]?.column && from !== to;
  const waiting = nodes.map((_, index) => outOf[index]?.filter(sameColumn).length ?? 0);
  const steps = nodes.map(() => 0);
  const ready = nodes.flatMap((_, index) => (waiting[index] === 0 ? [index] : []));
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    for (const edge of into[index] ?? []) {
      if (!sameColumn(edge)) continue;
      steps[edge.from] = Math.max(steps[edge.from] ?? 0, (steps[index] ?? 0) + 1);
      const left = (waiting[edge.from] ?? 0) - 1;
      waiting[edge.from] = left;
      if (left === 0) ready.push(edge.from);
    }
  }
  return steps.map((count, index) => ((waiting[index] ?? 0) > 0 ? 0 : count));
}

function layersOf(nodes: readonly LayerNode[], steps: readonly number[]) {
  const deepest = new Map<number, number>();
  nodes.forEach(({ column }, index) => {
    deepest.set(column, Math.max(deepest.get(column) ?? 0, steps[index] ?? 0));
  });
  const columns: { column: number; first: number; count: number }[] = [];
  let first = 0;
  for (const [column, deep] of [...deepest].toSorted(([one], [other]) => one - other)) {
    columns.push({ column, first, count: deep + 1 });
    first += deep + 1;
  }
  const last = new Map(columns.map((one) => [one.column, one.first + one.count - 1]));
  const layers: number[][] = Array.from({ length: first }, () => []);
  nodes.forEach(({ column }, index) => layers[(last.get(column) ?? 0) - (steps[index] ?? 0)]?.push(index));
  return { layers, columns };
}

/** From right to left: each layer by the middle of the rows that its nodes lead to, then what is urgent, then as given. */
function orderRows(
  nodes: readonly LayerNode[],
  layers: readonly (readonly number[])[],
  outOf: readonly (readonly PlacedEdge[])[],
): readonly (readonly number[])[] {
  const rowOf = new Map<number, number>();
  const middle = (index: number) => {
    let sum = 0;
    let count = 0;
    for (const { to } of outOf[index] ?? []) {
      const row = rowOf.get(to);
      if (row === undefined) continue;
      sum += row;
      count += 1;
    }
    // What leads nowhere stands last.
    return count === 0 ? Number.MAX_SAFE_INTEGER : sum / count;
  };
  const urgency = (index: number) => (nodes[index]?.urgent ? 0 : 1);
  const ordered = layers.toReversed().map((layer) => {
    const middles = new Map(layer.map((index) => [index, middle(index)]));
    const rows = layer.toSorted(
      (a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0) || urgency(a) - urgency(b) || a - b,
    );
    rows.forEach((index, row) => rowOf.set(index, row));
    return rows;
  });
  return ordered.toReversed();
}

/** The nodes that a part of the drawing shows, without looking at the others. */
export function nodesIn({ layers }: LayerLayout, box: Box): readonly PlacedNode[] {
  return layers.flatMap((layer) => {
    const [first] = layer;
    if (first === undefined || first.x > box.right || first.x + nodeWidth < box.left) return [];
    const from = Math.floor((box.top - first.y - nodeHeight) / pitch) + 1;
    const to = Math.floor((box.bottom - first.y) / pitch) + 1;
    return layer.slice(Math.max(0, from), Math.max(0, to));
  });
}

/** Edges that begin or end at one of these nodes, each once. */
export function edgesAt({ into, outOf }: LayerLayout, nodes: readonly PlacedNode[]): ReadonlySet<PlacedEdge> {
  const edges = new Set<PlacedEdge>();
  for (const { index } of nodes) {
    for (const edge of into[index] ?? []) edges.add(edge);
    for (const edge of outOf[index] ?? []) edges.add(edge);
  }
  return edges;
}

export interface Way {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<PlacedEdge>;
}

/** Everything that a node leads to, and by which edges. */
export function wayFrom({ byId, outOf }: LayerLayout, id: string | null): Way {
  const start = id === null ? undefined : byId.get(id);
  const nodes = new Set<number>();
  const edges = new Set<PlacedEdge>();
  const next = start === undefined ? [] : [start.index];
  for (let index = next.pop(); index !== undefined; index = next.pop()) {
    if (nodes.has(index)) continue;
    nodes.add(index);
    for (const edge of outOf[index] ?? []) {
      edges.add(edge);
      next.push(edge.to);
    }
  }
  return { nodes, edges };
}

/** Where a key leads from a node: along an edge to the nearest node (or back to where one came from), or within the layer. */
export function stepTo(
  layout: LayerLayout,
  id: string | null,
  key: string,
  cameFrom: string | null = null,
): PlacedNode | null {
  const here = id === null ? undefined : layout.byId.get(id);
  if (here === undefined) return layout.layers.at(-1)?.[0] ?? null;
  const layer = layout.layers[here.layer] ?? [];
  if (key === 'ArrowUp') return layer[here.row - 1] ?? null;
  if (key === 'ArrowDown') return layer[here.row + 1] ?? null;
  if (key === 'Home') return layer[0] ?? null;
  if (key === 'End') return layer.at(-1) ?? null;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const reached =
    key === 'ArrowLeft'
      ? (layout.into[here.index] ?? []).map(({ from }) => from)
      : (layout.outOf[here.index] ?? []).map(({ to }) => to);
  const others = reached.flatMap((index) => layout.nodes[index] ?? []).filter((node) => node !== here);
  const back = others.find((node) => node.id === cameFrom);
  const layers = (node: PlacedNode) => Math.abs(node.layer - here.layer);
  const apart = (node: PlacedNode) => Math.abs(node.y - here.y);
  const [nearest = null] = others.toSorted(
    (one, other) => layers(one) - layers(other) || apart(one) - apart(other) || one.row - other.row,
  );
  return back ?? nearest;
}

/** The path of an edge from border to border. */
export function edgePath({ nodes }: LayerLayout, { from, to }: PlacedEdge): string {
  const start = nodes[from];
  const end = nodes[to];
  if (start === undefined || end === undefined) return '';
  const [x1, y1] = [start.x + nodeWidth, start.y + nodeHeight / 2];
  const [x2, y2] = [end.x, end.y + nodeHeight / 2];
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
