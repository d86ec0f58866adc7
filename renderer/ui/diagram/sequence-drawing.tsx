import { useId } from 'react';
import { ArrowTip } from '../marks/arrow-tip.tsx';
import styles from './diagram.module.css';
import type { DiagramSpec } from './diagram-types.ts';

const apart = 160;
const rowHeight = 38;

/** Who says what to whom, top to bottom. */
export function SequenceDrawing({ diagram }: { readonly diagram: DiagramSpec }) {
  const id = useId();
  const x = (nodeId: string) =>
    80 +
    Math.max(
      0,
      diagram.nodes.findIndex((node) => node.id === nodeId),
    ) *
      apart;
  const width = diagram.nodes.length * apart + 20;
  const height = 50 + diagram.edges.length * rowHeight;
  return (
    <svg
      className={styles.drawing}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <defs>
        <ArrowTip id={`${id}-tip`} size={7} colour="var(--ink-2)" />
      </defs>
      {diagram.nodes.map((node) => (
        <g key={node.id}>
          <path d={`M${x(node.id)} 34V${height}`} stroke="var(--line-2)" strokeDasharray="3 3" />
          <rect
            x={x(node.id) - 68}
            y="6"
            width="136"
            height="28"
            rx="6"
            fill="var(--panel)"
            stroke="var(--line-control)"
          />
          <text x={x(node.id)} y="20" className={styles.nodeWords}>
            {node.label.length > 20 ? `${node.label.slice(0, 19)}…` : node.label}
          </text>
        </g>
      ))}
      {diagram.edges.map((edge, index) => {
        const y = 62 + index * rowHeight;
        const from = x(edge.from);
        const to = x(edge.to);
        const path = from === to ? `M${from} ${y - 6}h26v12h-24` : `M${from} ${y}H${to}`;
        return (
          <g key={index}>
            <path
              d={path}
              fill="none"
              stroke="var(--ink-2)"
              strokeWidth="1.2"
              markerEnd={`url(#${id}-tip)`}
            />
            <text x={from === to ? from + 60 : (from + to) / 2} y={y - 9} className={styles.edgeWords}>
              {edge.label ?? ''}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
