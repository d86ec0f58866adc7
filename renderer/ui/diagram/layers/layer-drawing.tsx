import { memo, useMemo } from 'react';
import { classNames } from '../../class-names.ts';
import { type Mark, markColour } from '../../marks/mark.ts';
import { StateMark } from '../../marks/state-mark.tsx';
import {
  type Box,
  edgePath,
  edgesAt,
  type LayerLayout,
  nodeHeight,
  nodesIn,
  nodeWidth,
  type PlacedEdge,
  type PlacedNode,
  type Way,
} from './layer-layout.ts';
import styles from './layers.module.css';

/** Of more nodes only the boxes are drawn, as one path for each state: they are too small to be read then. */
const mostNamed = 260;

interface LayerDrawingProps {
  readonly id: string;
  readonly layout: LayerLayout;
  readonly box: Box;
  /** The node that the keyboard stands on. */
  readonly active: PlacedNode | null;
  readonly selected: string | null;
  readonly way: Way;
  readonly onPress: (id: string) => void;
}

export function nodeElementId(id: string, node: PlacedNode): string {
  return `${id}-${node.index}`;
}

/** What of the graph is in sight: edges beneath, nodes above them. The number of elements doesn't grow with the graph. */
export function LayerDrawing({ id, layout, box, active, selected, way, onPress }: LayerDrawingProps) {
  const seen = useMemo(() => nodesIn(layout, box), [layout, box]);
  const named = seen.length <= mostNamed ? seen : [];
  // The node that the keyboard stands on can always be heard.
  const drawn = active === null || named.includes(active) ? named : [...named, active];
  const boxes = useMemo(() => (seen.length <= mostNamed ? [] : boxesByMark(seen)), [seen]);
  const hasWay = way.edges.size > 0;
  return (
    <>
      <svg
        className={styles.edges}
        style={{ left: box.left, top: box.top }}
        width={box.right - box.left}
        height={box.bottom - box.top}
        viewBox={`${box.left} ${box.top} ${box.right - box.left} ${box.bottom - box.top}`}
        aria-hidden="true"
      >
        <Edges layout={layout} seen={seen} way={way} />
        {boxes.map(({ mark, path }) => (
          <path key={mark} d={path} fill="var(--panel)" stroke={markColour(mark)} strokeWidth="3" />
        ))}
      </svg>
      {drawn.map((node) => (
        <NodeBox
          key={node.index}
          id={nodeElementId(id, node)}
          node={node}
          size={layout.layers[node.layer]?.length ?? 0}
          state={
            node.id === selected ? 'selected' : way.nodes.has(node.index) ? 'way' : hasWay ? 'aside' : 'plain'
          }
          onPress={onPress}
        />
      ))}
    </>
  );
}

const Edges = memo(function Edges(props: {
  readonly layout: LayerLayout;
  readonly seen: readonly PlacedNode[];
  readonly way: Way;
}) {
  const { layout, seen, way } = props;
  const edges = [...edgesAt(layout, seen)];
  const path = (fits: (edge: PlacedEdge) => boolean) =>
    edges
      .filter(fits)
      .map((edge) => edgePath(layout, edge))
      .join('');
  return (
    <>
      <path className={styles.edge} d={path((edge) => !edge.missing && !way.edges.has(edge))} />
      <path className={styles.wayEdge} d={path((edge) => !edge.missing && way.edges.has(edge))} />
      {edges
        .filter((edge) => edge.missing)
        .slice(0, mostNamed)
        .map((edge) => (
          <path
            key={edge.index}
            className={classNames(styles.gap, way.edges.has(edge) && styles.wayGap)}
            d={edgePath(layout, edge)}
            pathLength={100}
            strokeDasharray="36 28"
          />
        ))}
    </>
  );
});

const NodeBox = memo(function NodeBox(props: {
  readonly id: string;
  readonly node: PlacedNode;
  readonly size: number;
  readonly state: 'selected' | 'way' | 'aside' | 'plain';
  readonly onPress: (id: string) => void;
}) {
  const { id, node, size, state, onPress } = props;
  return (
    <div
      id={id}
      role="option"
      aria-selected={state === 'selected'}
      aria-label={node.words}
      aria-posinset={node.row + 1}
      aria-setsize={size}
      className={styles.node}
      data-state={state}
      data-mark={node.mark}
      title={node.label}
      style={{ left: node.x, top: node.y, width: nodeWidth, height: nodeHeight }}
      onClick={() => onPress(node.id)}
      onKeyDown={() => undefined}
    >
      <StateMark mark={node.mark} silent />
      <span>{node.label}</span>
    </div>
  );
});

function boxesByMark(
  nodes: readonly PlacedNode[],
): readonly { readonly mark: Mark; readonly path: string }[] {
  const groups = Map.groupBy(nodes, ({ mark }) => mark);
  return [...groups].map(([mark, group]) => ({
    mark,
    path: group.map(({ x, y }) => `M${x} ${y}h${nodeWidth}v${nodeHeight}h${-nodeWidth}z`).join(''),
  }));
}
