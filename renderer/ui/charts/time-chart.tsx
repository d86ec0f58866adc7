import { useMemo } from 'react';
import { Area, ComposedChart, Line } from 'recharts';
import { useWidth } from '../layout/use-width.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { formatNumber } from '../text/format.ts';
import { BarStack } from './bar-stack.tsx';
import type { ChartProps, ChartSeries } from './chart-data.ts';
import { datesOnly, drawnChart, endLabels, nearestTick } from './chart-model.ts';
import {
  chartFrame,
  EndLabels,
  HatchPattern,
  labelRoom,
  plotMargin,
  seriesColour,
  useHatch,
} from './chart-parts.tsx';
import styles from './charts.module.css';

/** Lines over time, named at their ends. A null breaks the line: unknown is never drawn as a value. */
export function LineChart(props: ChartProps) {
  return datesOnly(props.data) ? <TimeChart {...props} stacked={false} /> : <BarStack {...props} />;
}

/** How many stand in each state over time: bands from the bottom up in the order of the series. */
export function AreaStack(props: ChartProps) {
  return datesOnly(props.data) ? <TimeChart {...props} stacked /> : <BarStack {...props} />;
}

function TimeChart({
  data,
  label,
  height = 200,
  syncId,
  stacked,
}: ChartProps & { readonly stacked: boolean }) {
  const { ref, width } = useWidth();
  const hatch = useHatch();
  const drawn = useMemo(() => drawnChart(data, stacked), [data, stacked]);
  const room = labelRoom(data, width);
  const labels = useMemo(
    () => endLabels(data, drawn, stacked, 15 / (height - 40)),
    [data, drawn, stacked, height],
  );
  const frame = chartFrame(data, drawn, width - room, hatch.fill);
  return (
    <>
      <div ref={ref} className={styles.plot} style={{ height }} data-plot>
        {width === 0 ? null : (
          <ComposedChart
            width={width}
            height={height}
            data={[...drawn.rows]}
            margin={{ ...plotMargin, right: room + 4 }}
            accessibilityLayer
            title={label}
            {...omitUndefined({ syncId })}
            syncMethod={(ticks, state) => nearestTick(ticks, state.activeLabel)}
          >
            <HatchPattern id={hatch.id} />
            {stacked ? null : frame}
            {data.series.map((series) => (stacked ? band(series) : line(series)))}
            {stacked ? frame : null}
            <EndLabels labels={labels} data={data} width={width} height={height} room={room} />
          </ComposedChart>
        )}
      </div>
      {drawn.rows.length < data.points.length ? (
        <p className={styles.note}>
          {`${formatNumber(drawn.rows.length)} of ${formatNumber(data.points.length)} points drawn, peaks kept; the table has all.`}
        </p>
      ) : null}
    </>
  );
}

const line = (series: ChartSeries) => (
  <Line
    key={series.key}
    dataKey={series.key}
    name={series.label}
    stroke={seriesColour(series)}
    strokeWidth={series.dashed === true ? 1.3 : 2}
    type="linear"
    dot={false}
    activeDot={{ r: 3 }}
    isAnimationActive={false}
    {...omitUndefined({ strokeDasharray: series.dashed === true ? '5 4' : undefined })}
  />
);

const band = (series: ChartSeries) => (
  <Area
    key={series.key}
    dataKey={series.key}
    name={series.label}
    stackId="all"
    stroke="var(--panel)"
    strokeWidth={1}
    fill={seriesColour(series)}
    fillOpacity={0.85}
    type="linear"
    dot={false}
    activeDot={{ r: 3, fill: seriesColour(series) }}
    isAnimationActive={false}
  />
);
