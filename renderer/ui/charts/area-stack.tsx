import { useMemo } from 'react';
import { Area, AreaChart } from 'recharts';
import { present } from '../present.ts';
import { BarStack } from './bar-stack.tsx';
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
import type { LineChartProps } from './line-chart.tsx';
import { useWidth } from './use-width.ts';

export type AreaStackProps = LineChartProps;

/** How many stand in each state over time: bands from the bottom up in the order of the series. */
export function AreaStack(props: AreaStackProps) {
  return datesOnly(props.data) ? <TimeBands {...props} /> : <BarStack {...props} />;
}

function TimeBands({ data, label, height = 200, syncId }: AreaStackProps) {
  const { ref, width } = useWidth();
  const hatch = useHatch();
  const drawn = useMemo(() => drawnChart(data, true), [data]);
  const room = labelRoom(data, width);
  const labels = useMemo(() => endLabels(data, drawn, true, 15 / (height - 40)), [data, drawn, height]);
  return (
    <>
      <div ref={ref} className={styles.plot} style={{ height }}>
        {width === 0 ? null : (
          <AreaChart
            width={width}
            height={height}
            data={[...drawn.rows]}
            margin={{ ...plotMargin, right: room + 4 }}
            accessibilityLayer
            title={label}
            {...present({ syncId })}
            syncMethod={(ticks, state) => nearestTick(ticks, state.activeLabel)}
          >
            <HatchPattern id={hatch.id} />
            {data.series.map((series) => (
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
            ))}
            {chartFrame(data, drawn, width - room, hatch.fill)}
            <EndLabels labels={labels} data={data} width={width} height={height} room={room} />
          </AreaChart>
        )}
      </div>
      {drawn.rows.length < data.points.length ? (
        <p className={styles.note}>
          {`${drawn.rows.length.toLocaleString()} of ${data.points.length.toLocaleString()} points drawn, peaks kept; the table has all.`}
        </p>
      ) : null}
    </>
  );
}
