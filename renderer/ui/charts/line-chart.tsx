import { useMemo } from 'react';
import { Line, LineChart as LineChartBase } from 'recharts';
import { present } from '../present.ts';
import { BarStack } from './bar-stack.tsx';
import type { ChartData } from './chart-data.ts';
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
import { useWidth } from './use-width.ts';

export interface LineChartProps {
  readonly data: ChartData;
  readonly label: string;
  readonly height?: number | undefined;
  /** Charts with the same id share one crosshair. */
  readonly syncId?: string | undefined;
}

/** Lines over time, named at their ends. A null breaks the line: unknown is never drawn as a value. */
export function LineChart(props: LineChartProps) {
  return datesOnly(props.data) ? <TimeLines {...props} /> : <BarStack {...props} />;
}

function TimeLines({ data, label, height = 200, syncId }: LineChartProps) {
  const { ref, width } = useWidth();
  const hatch = useHatch();
  const drawn = useMemo(() => drawnChart(data, false), [data]);
  const room = labelRoom(data, width);
  const labels = useMemo(() => endLabels(data, drawn, false, 15 / (height - 40)), [data, drawn, height]);
  return (
    <div ref={ref} className={styles.plot} style={{ height }}>
      {width === 0 ? null : (
        <LineChartBase
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
          {chartFrame(data, drawn, width - room, hatch.fill)}
          {data.series.map((series) => (
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
              {...present({ strokeDasharray: series.dashed === true ? '5 4' : undefined })}
            />
          ))}
          <EndLabels labels={labels} data={data} width={width} height={height} room={room} />
        </LineChartBase>
      )}
    </div>
  );
}
