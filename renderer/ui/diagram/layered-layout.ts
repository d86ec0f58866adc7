/** A small layered layout: break cycles, give every node a layer, order layers to cross few edges, place. */
export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
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
  readonly points: readonly { readonly x: number; readonly y: number }[];
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

/** Room between layers where edges carry no words. */
export const leastGap = 56;
const nodeGap = 22;
const margin = 16;
const sweeps = 6;

/** Edges that close a cycle, found by walking the graph depth first in the order given. */
function backEdges(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): ReadonlySet<number> {
  const out = new Map<string, number[]>();
  edges.forEach((edge, index) => out.set(edge.from, [...(out.get(edge.from) ?? []), index]));
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<number>();
  for (const root of nodes) {
    if (state.has(root.id)) continue;
    const stack: { id: string; next: number }[] = [{ id: root.id, next: 0 }];
    state.set(root.id, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const index = (out.get(top.id) ?? [])[top.next];
      top.next += 1;
      if (index === undefined) {
        state.set(top.id, 'done');
        stack.pop();
        continue;
      }
      const to = edges[index]?.to ?? '';
      if (state.get(to) === 'open') back.add(index);
      else if (!state.has(to)) {
        state.set(to, 'open');
        stack.push({ id: to, next: 0 });
      }
    }
  }
  return back;
}

/** Longest path from a source: every forward edge goes at least one layer on. */
function layersOf(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  back: ReadonlySet<number>,
): Map<string, number> {
  const layer = new Map(nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < nodes.length; round += 1) {
    let moved = false;
    edges.forEach((edge, index) => {
      if (back.has(index) || edge.from === edge.to) return;
      const least = (layer.get(edge.from) ?? 0) + 1;
      if ((layer.get(edge.to) ?? 0) < least) {
        layer.set(edge.to, least);
        moved = true;
      }
    });
    if (!moved) break;
  }
  return layer;
}

interface Slot {
  readonly key: string;
  readonly node: LayoutNode | null;
  readonly layer: number;
  position: number;
}

function barycentre(
  slot: Slot,
  beside: ReadonlyMap<string, readonly string[]>,
  at: ReadonlyMap<string, Slot>,
): number {
  const places = (beside.get(slot.key) ?? []).flatMap((key) => at.get(key)?.position ?? []);
  return places.length === 0 ? slot.position : places.reduce((sum, one) => sum + one, 0) / places.length;
}

/** Long edges get an empty slot in every layer they cross, so that they bend around nodes. */
export function layeredLayout(
  nodes: readonly LayoutNode[],
  allEdges: readonly LayoutEdge[],
  direction: Direction,
  layerGap = leastGap,
): Layout {
  const known = new Set(nodes.map((node) => node.id));
  const edges = allEdges.map((edge) => (known.has(edge.from) && known.has(edge.to) ? edge : null));
  const drawn = edges.flatMap((edge, index) => (edge === null ? [] : [{ ...edge, index }]));
  const back = backEdges(nodes, drawn);
  const layer = layersOf(nodes, drawn, back);

  const slots: Slot[] = nodes.map((node) => ({
    key: node.id,
    node,
    layer: layer.get(node.id) ?? 0,
    position: 0,
  }));
  const chains = new Map<number, readonly string[]>();
  drawn.forEach((edge, place) => {
    if (edge.from === edge.to) return;
    const [from, to] = back.has(place) ? [edge.to, edge.from] : [edge.from, edge.to];
    const chain = [from];
    for (let at = (layer.get(from) ?? 0) + 1; at < (layer.get(to) ?? 0); at += 1) {
      const key = `${edge.index}/${at}`;
      slots.push({ key, node: null, layer: at, position: 0 });
      chain.push(key);
    }
    chains.set(edge.index, [...chain, to]);
  });

  const layers: Slot[][] = [];
  for (const slot of slots) (layers[slot.layer] ??= []).push(slot);
  for (const row of layers) row?.forEach((slot, index) => (slot.position = index));
  const at = new Map(slots.map((slot) => [slot.key, slot]));
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const chain of chains.values()) {
    chain.forEach((key, index) => {
      const next = chain[index + 1];
      if (next === undefined) return;
      after.set(key, [...(after.get(key) ?? []), next]);
      before.set(next, [...(before.get(next) ?? []), key]);
    });
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const beside = sweep % 2 === 0 ? before : after;
    const order = sweep % 2 === 0 ? layers : layers.toReversed();
    for (const row of order) {
      const weighed = row.map((slot) => ({ slot, weight: barycentre(slot, beside, at) }));
      weighed.sort((one, other) => one.weight - other.weight);
      weighed.forEach(({ slot }, index) => {
        slot.position = index;
      });
      row.sort((one, other) => one.position - other.position);
    }
  }
  return place(layers, chains, drawn, back, direction, layerGap);
}

function place(
  layers: readonly (readonly Slot[])[],
  chains: ReadonlyMap<number, readonly string[]>,
  drawn: readonly (LayoutEdge & { readonly index: number })[],
  back: ReadonlySet<number>,
  direction: Direction,
  layerGap: number,
): Layout {
  const right = direction === 'right';
  const along = (slot: Slot) => (slot.node === null ? 0 : right ? slot.node.width : slot.node.height);
  const across = (slot: Slot) => (slot.node === null ? 10 : right ? slot.node.height : slot.node.width);
  const spans = layers.map((row) => row.reduce((sum, slot) => sum + across(slot) + nodeGap, -nodeGap));
  const widest = Math.max(0, ...spans);
  const centres = new Map<string, { x: number; y: number; slot: Slot }>();
  let main = margin;
  layers.forEach((row, index) => {
    const depth = Math.max(0, ...row.map(along));
    let side = margin + (widest - (spans[index] ?? 0)) / 2;
    for (const slot of row) {
      const middle = { main: main + depth / 2, side: side + across(slot) / 2 };
      centres.set(
        slot.key,
        right ? { x: middle.main, y: middle.side, slot } : { x: middle.side, y: middle.main, slot },
      );
      side += across(slot) + nodeGap;
    }
    main += depth + layerGap;
  });
  const nodes = [...centres.values()].flatMap(({ x, y, slot }) =>
    slot.node === null ? [] : [{ ...slot.node, x, y }],
  );
  const edges = drawn.map((edge, order): PlacedEdge => {
    const chain = chains.get(edge.index) ?? [edge.from, edge.from];
    const runsBack = back.has(order);
    const keys = runsBack ? chain.toReversed() : chain;
    const points = keys.flatMap((key) => centres.get(key) ?? []).map(({ x, y }) => ({ x, y }));
    return { edge: edge.index, points, back: runsBack };
  });
  const length = main - layerGap + margin;
  const side = widest + margin * 2;
  return { nodes, edges, width: right ? length : side, height: right ? side : length };
}
