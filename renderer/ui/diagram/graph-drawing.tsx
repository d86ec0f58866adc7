import { useId, useMemo } from 'react';
import { ArrowTip } from '../marks/arrow-tip.tsx';
import { markColour } from '../marks/mark.ts';
import styles from './diagram.module.css';
import { directionFor, edgeSize, isTerminal, markOfClass, sizeOf, wrapLabel } from './diagram-model.ts';
import type { DiagramSpec } from './diagram-types.ts';
import { layoutGraph, smoothPath } from './graph-layout.ts';

/** Nodes and arrows of a state diagram or flowchart, laid out in layers. */
export function GraphDrawing({ diagram, room }: { readonly diagram: DiagramSpec; readonly room: number }) {
  const id = useId();
  const layout = useMemo(() => {
    const nodes = diagram.nodes.map(sizeOf);
    const edges = diagram.edges.map(edgeSize);
    const sideways = layoutGraph(nodes, edges, 'right');
    return directionFor(sideways.width, room) === 'right' ? sideways : layoutGraph(nodes, edges, 'down');
  }, [diagram, room]);
  const specs = useMemo(() => new Map(diagram.nodes.map((node) => [node.id, node])), [diagram]);
  return (
    <svg
      className={styles.drawing}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
    >
      <defs>
        <ArrowTip id={`${id}-tip`} size={7} colour="var(--ink-2)" />
      </defs>
      {layout.edges.map((placed) => {
        const edge = diagram.edges[placed.edge];
        if (edge === undefined) return null;
        return (
          <g key={placed.edge}>
            <path
              d={smoothPath(placed.points)}
              fill="none"
              stroke="var(--ink-2)"
              strokeWidth="1.2"
              strokeDasharray={placed.back ? '4 3' : undefined}
              markerEnd={`url(#${id}-tip)`}
            />
            {edge.label === null || edge.label === '' ? null : (
              <text x={placed.middle.x} y={placed.middle.y} className={styles.edgeWords}>
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
