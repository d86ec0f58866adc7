import { useId, useMemo } from 'react';
import { markColour } from '../marks/mark.ts';
import styles from './diagram.module.css';
import { directionFor, gapFor, isTerminal, markOfClass, sizeOf, wrapLabel } from './diagram-model.ts';
import type { DiagramSpec } from './diagram-types.ts';
import { edgePath } from './edge-path.ts';
import { layeredLayout } from './layered-layout.ts';

/** Nodes and arrows of a state diagram or flowchart, laid out in layers. */
export function GraphDrawing({ diagram, room }: { readonly diagram: DiagramSpec; readonly room: number }) {
  const id = useId();
  const { layout, direction } = useMemo(() => {
    const nodes = diagram.nodes.map(sizeOf);
    const sideways = layeredLayout(nodes, diagram.edges, 'right', gapFor(diagram));
    const way = directionFor(sideways.width, room);
    return { layout: way === 'right' ? sideways : layeredLayout(nodes, diagram.edges, way), direction: way };
  }, [diagram, room]);
  const byId = useMemo(() => new Map(layout.nodes.map((node) => [node.id, node])), [layout]);
  const specs = useMemo(() => new Map(diagram.nodes.map((node) => [node.id, node])), [diagram]);
  // Arrows that run back bow out of the layers.
  const bow = layout.edges.some((edge) => edge.back) ? 60 : 0;
  const width = layout.width + (direction === 'down' ? bow + 40 : 0);
  const height = layout.height + (direction === 'right' ? bow : 0);
  return (
    <svg
      className={styles.drawing}
      width={width}
      height={height + 20}
      viewBox={`0 -20 ${width} ${height + 20}`}
      aria-hidden="true"
    >
      <defs>
        <marker
          id={`${id}-tip`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" fill="var(--ink-2)" />
        </marker>
      </defs>
      {layout.edges.map((placed) => {
        const edge = diagram.edges[placed.edge];
        const from = byId.get(edge?.from ?? '');
        const to = byId.get(edge?.to ?? '');
        if (edge === undefined || from === undefined || to === undefined) return null;
        const drawn = edgePath(placed, from, to, direction);
        return (
          <g key={placed.edge}>
            <path
              d={drawn.path}
              fill="none"
              stroke="var(--ink-2)"
              strokeWidth="1.2"
              strokeDasharray={placed.back ? '4 3' : undefined}
              markerEnd={`url(#${id}-tip)`}
            />
            {edge.label === null || edge.label === '' ? null : (
              <text x={drawn.middle.x} y={drawn.middle.y} className={styles.edgeWords}>
                {edge.label}
              </text>
            )}
          </g>
        );
      })}
      {layout.nodes.map((node) => {
        const spec = specs.get(node.id);
        if (spec === undefined) return null;
        if (isTerminal(spec))
          return <circle key={node.id} cx={node.x} cy={node.y} r="6" fill="var(--ink-2)" />;
        const mark = markOfClass(spec.class);
        const lines = wrapLabel(spec.label);
        return (
          <g key={node.id}>
            <rect
              x={node.x - node.width / 2}
              y={node.y - node.height / 2}
              width={node.width}
              height={node.height}
              rx="6"
              fill="var(--panel)"
              stroke={mark === null ? 'var(--line-control)' : markColour(mark)}
              strokeWidth={mark === null ? 1 : 1.6}
            />
            {lines.map((line, index) => (
              <text
                key={index}
                x={node.x}
                y={node.y + (index - (lines.length - 1) / 2) * 17}
                className={styles.nodeWords}
              >
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}
