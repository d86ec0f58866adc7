import type { Direction, PlacedEdge, PlacedNode } from './layered-layout.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly path: string;
  /** Where its words stand. */
  readonly middle: Point;
}

const loop = 26;

/** The point where the way from a node's centre to a target leaves its box. */
export function border(node: PlacedNode, toward: Point): Point {
  const dx = toward.x - node.x;
  const dy = toward.y - node.y;
  if (dx === 0 && dy === 0) return { x: node.x, y: node.y };
  const scale = Math.min(
    dx === 0 ? Infinity : node.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : node.height / 2 / Math.abs(dy),
  );
  return { x: node.x + dx * scale, y: node.y + dy * scale };
}

function selfLoop(node: PlacedNode): DrawnEdge {
  const y = node.y - node.height / 2;
  return {
    path: `M${node.x - 10} ${y}C${node.x - 22} ${y - loop} ${node.x + 22} ${y - loop} ${node.x + 10} ${y}`,
    middle: { x: node.x, y: y - loop * 0.8 },
  };
}

/** A smooth way through the points; one that runs against the layout bows to the side, clear of its counterpart. */
export function edgePath(
  edge: PlacedEdge,
  from: PlacedNode,
  to: PlacedNode,
  direction: Direction,
): DrawnEdge {
  if (from.id === to.id) return selfLoop(from);
  const right = direction === 'right';
  const bends = edge.points.slice(1, -1);
  if (edge.back) {
    const side = right
      ? Math.max(from.y + from.height / 2, to.y + to.height / 2)
      : Math.max(from.x + from.width / 2, to.x + to.width / 2);
    const reach = side + 22 + 5 * Math.min(6, bends.length);
    const start = right
      ? { x: from.x - 8, y: from.y + from.height / 2 }
      : { x: from.x + from.width / 2, y: from.y - 5 };
    const end = right ? { x: to.x + 8, y: to.y + to.height / 2 } : { x: to.x + to.width / 2, y: to.y + 5 };
    const one = right ? { x: start.x, y: reach } : { x: reach, y: start.y };
    const two = right ? { x: end.x, y: reach } : { x: reach, y: end.y };
    const middle = right
      ? { x: (start.x + end.x) / 2, y: side + 0.75 * (reach - side) }
      : { x: side + 0.75 * (reach - side), y: (start.y + end.y) / 2 };
    return { path: `M${start.x} ${start.y}C${one.x} ${one.y} ${two.x} ${two.y} ${end.x} ${end.y}`, middle };
  }
  const first = bends[0] ?? to;
  const last = bends.at(-1) ?? from;
  const way = [border(from, first), ...bends, border(to, last)];
  let path = `M${way[0]?.x ?? 0} ${way[0]?.y ?? 0}`;
  for (let index = 1; index < way.length; index += 1) {
    const before = way[index - 1];
    const next = way[index];
    if (before === undefined || next === undefined) continue;
    const half = right ? (next.x - before.x) / 2 : (next.y - before.y) / 2;
    path += right
      ? `C${before.x + half} ${before.y} ${next.x - half} ${next.y} ${next.x} ${next.y}`
      : `C${before.x} ${before.y + half} ${next.x} ${next.y - half} ${next.x} ${next.y}`;
  }
  const centre = Math.floor((way.length - 1) / 2);
  const one = way[centre] ?? from;
  const two = way[centre + 1] ?? to;
  return { path, middle: { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 } };
}
