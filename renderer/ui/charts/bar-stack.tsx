import { useMemo } from 'react';
import { Bar, BarChart, Tooltip, XAxis, YAxis } from 'recharts';
import { useWidth } from '../layout/use-width.ts';
import { formatNumber } from '../text/format.ts';
import type { ChartData, ChartProps } from './chart-data.ts';
import type { DrawnChart } from './chart-model.ts';
import { drawnChart } from './chart-model.ts';
import { Readings, seriesColour } from './chart-parts.tsx';
import styles from './charts.module.css';

const rowHeight = 28;
const maxNameLength = 24;

const shortened = (name: string): string =>
  name.length > maxNameLength ? `${name.slice(0, maxNameLength - 1)}…` : name;

/** Axes and readings of bars. */
function barFrame(data: ChartData, drawn: DrawnChart, names: readonly string[], room: number) {
  return (
    <>
      <XAxis
        type="number"
        domain={[drawn.low, drawn.high]}
        ticks={[...drawn.ticks]}
        interval={0}
        height={22}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-2)' }}
        tick={({ x, y, payload }) => (
          <text x={x} y={Number(y) + 11} fontSize="11" fill="var(--ink-3)" textAnchor="middle">
            {formatNumber(Number(payload.value))}
          </text>
        )}
      />
      <YAxis
        type="category"
        dataKey="at"
        width={room}
        interval={0}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-2)' }}
        tick={({ x, y, payload }) => (
          <text x={x} y={y} dy="0.32em" fontSize="12" fill="var(--ink-2)" textAnchor="end">
            {names[Number(payload.value)] ?? ''}
          </text>
        )}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--hover)' }}
        content={({ active, label: at }) => (
          <Readings data={data} drawn={drawn} at={active && typeof at === 'number' ? at : null} />
        )}
      />
    </>
  );
}

/** A stacked bar for each name: what lines and areas become when their `x` are names, not dates. */
export function BarStack({ data, label }: Pick<ChartProps, 'data' | 'label'>) {
  const { ref, width } = useWidth();
  const drawn = useMemo(() => drawnChart(data, true), [data]);
  const names = drawn.rows.map((row) => shortened(String(row['x'])));
  const room = Math.min(190, Math.max(40, ...names.map((name) => name.length * 6.6 + 14)));
  const height = Math.max(1, names.length) * rowHeight + 26;
  return (
    <>
      <p className={styles.legend}>
        {data.series.map((series) => (
          <span key={series.key} className={styles.reading}>
            <span className={styles.swatch} style={{ background: seriesColour(series) }} />
            {series.label}
          </span>
        ))}
      </p>
      <div ref={ref} className={styles.plot} style={{ height }} data-plot>
        {width === 0 ? null : (
          <BarChart
            width={width}
            height={height}
            data={[...drawn.rows]}
            layout="vertical"
            // The last number stands in the middle of its tick.
            margin={{
              top: 0,
              right: Math.max(12, formatNumber(drawn.high).length * 3.4),
              bottom: 0,
              left: 0,
            }}
            barSize={10}
            accessibilityLayer
            title={label}
          >
            {barFrame(data, drawn, names, room)}
            {data.series.map((series) => (
              <Bar
                key={series.key}
                dataKey={series.key}
                name={series.label}
                stackId="all"
                fill={seriesColour(series)}
                stroke="var(--panel)"
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        )}
      </div>
    </>
  );
}
