import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { LineChart as BareLineChart, Line } from 'recharts';
import { AreaStack, LineChart } from '../charts/time-chart.tsx';
import { LayerGraph } from '../diagram/layers/layer-graph.tsx';
import { edgePath, layoutLayers, nodeHeight, nodeWidth } from '../diagram/layers/layer-layout.ts';
import { DataTable } from '../table/data-table.tsx';
import { drawn, frameTimes, painted } from './bench-measure.ts';
import { burnUp, byState } from './sample-charts.ts';
import { sampleColumns } from './sample-columns.tsx';
import { layerColumns, sampleLayers } from './sample-layers.ts';
import type { SampleRow } from './sample-rows.ts';
import { sampleRows } from './sample-rows.ts';

const rowCount = 100_000;
const layerNodes = 5000;
const updatesPerSecond = 50;
const watchedFor = 3000;

/** The least a virtual list can cost: what the table is measured beside. */
function BareList({ rows }: { readonly rows: readonly SampleRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 30,
    overscan: 8,
  });
  return (
    <div ref={scroller} style={{ height: 800, overflow: 'auto' }}>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div key={item.key} style={{ position: 'absolute', top: item.start, height: 30 }}>
            {rows[item.index]?.title}
          </div>
        ))}
      </div>
    </div>
  );
}

function BareLines({ points }: { readonly points: readonly Record<string, number>[] }) {
  return (
    <BareLineChart width={1300} height={300} data={[...points]}>
      <Line dataKey="one" dot={false} isAnimationActive={false} />
      <Line dataKey="two" dot={false} isAnimationActive={false} />
    </BareLineChart>
  );
}

/** Every box, name and edge of a graph as an element, where the kit's own layout puts them. */
function BareLayers({ graph }: { readonly graph: ReturnType<typeof sampleLayers> }) {
  const [layout] = useState(() => layoutLayers(graph.nodes, graph.edges));
  return (
    <div style={{ height: 800, overflow: 'auto' }}>
      <svg width={layout.width} height={layout.height}>
        {layout.edges.map((edge) => (
          <path key={edge.index} d={edgePath(layout, edge)} fill="none" stroke="currentColor" />
        ))}
        {layout.nodes.map((node) => (
          <g key={node.index}>
            <rect
              x={node.x}
              y={node.y}
              width={nodeWidth}
              height={nodeHeight}
              fill="none"
              stroke="currentColor"
            />
            <text x={node.x + 8} y={node.y + 20}>
              {node.label}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

type Draw = (rows: readonly SampleRow[]) => ReactNode;

/** Data is made before the clock starts; mounting it is what is measured. */
function subjectOf(name: string): { readonly rows: readonly SampleRow[]; readonly draw: Draw } {
  const lines = burnUp(1000);
  const states = byState(1000);
  const many = Array.from({ length: 10_000 }, (_, at) => ({ at, one: at % 97, two: at % 53 }));
  const graph = name.includes('layers') ? sampleLayers(layerNodes) : { nodes: [], edges: [] };
  switch (name) {
    case 'layers':
      return {
        rows: [],
        draw: () => (
          <LayerGraph
            label="5,000 nodes"
            columns={layerColumns}
            nodes={graph.nodes}
            edges={graph.edges}
            selected="decision"
            onSelect={() => undefined}
            onOpen={() => undefined}
          />
        ),
      };
    case 'bare-layers':
      return { rows: [], draw: () => <BareLayers graph={graph} /> };
    case 'lines':
      return { rows: [], draw: () => <LineChart label="1,000 points" data={lines} height={300} /> };
    case 'stack':
      return { rows: [], draw: () => <AreaStack label="1,000 points" data={states} height={300} /> };
    case 'bare-lines':
      return { rows: [], draw: () => <BareLines points={many} /> };
    case 'bare-list':
      return { rows: sampleRows(rowCount), draw: (rows) => <BareList rows={rows} /> };
    default:
      return {
        rows: sampleRows(rowCount),
        draw: (rows) => (
          <DataTable
            label="Items"
            height={800}
            columns={sampleColumns}
            source={{ total: rows.length, start: 0, rows }}
            rowId={(row) => row.id}
            onOpen={() => undefined}
            onEdit={async () => Promise.resolve({ ok: true })}
          />
        ),
      };
  }
}

function updated(rows: readonly SampleRow[], at: number, turn: number): readonly SampleRow[] {
  const row = rows[at];
  return row === undefined ? rows : rows.with(at, { ...row, title: `updated ${turn}` });
}

/** `?page=bench&subject=table`: mounts the subject, watches frames under updates and scrolling, prints the figures. */
export function BenchPage() {
  const name = new URLSearchParams(location.search).get('subject') ?? 'table';
  const [subject] = useState(() => subjectOf(name));
  const [rows, setRows] = useState<readonly SampleRow[] | null>(null);
  const [figures, setFigures] = useState('');
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const measure = async () => {
      await drawn();
      const started = performance.now();
      flushSync(() => setRows(subject.rows));
      await painted();
      const mount = performance.now() - started;
      const nodes = document.querySelectorAll('*').length;
      const scroller = document.querySelector('[role="grid"]');
      const frames =
        scroller === null
          ? []
          : await frameTimes(watchedFor, updatesPerSecond, (turn) => {
              scroller.scrollTop += 37;
              const at = Math.floor(scroller.scrollTop / 30) + (turn % 20);
              setRows((current) => updated(current ?? [], at, turn));
            });
      setFigures(JSON.stringify({ mount, nodes, frames }));
    };
    void measure();
  }, [subject]);
  return (
    <>
      {figures === '' ? null : <output data-testid="figures">{figures}</output>}
      {rows === null ? null : subject.draw(rows)}
    </>
  );
}
