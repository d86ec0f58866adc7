import { useId } from 'react';
import { CartesianGrid, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { markColour } from '../marks/mark.ts';
import { formatNumber } from '../text/format.ts';
import type { ChartData, ChartSeries } from './chart-data.ts';
import type { DrawnChart, EndLabel } from './chart-model.ts';
import { numberAt } from './chart-model.ts';
import styles from './charts.module.css';
import { instantTicks, pointLabel } from './instant-ticks.ts';
import { isoDay, timeTicks } from './time-ticks.ts';

export const plotMargin = { top: 18, right: 8, bottom: 4, left: 0 };
export const axisHeight = 22;
const minAxis = 40;

/** Room at the left for the longest number of the axis. */
const axisRoom = (drawn: DrawnChart) =>
  Math.max(minAxis, ...drawn.ticks.map((tick) => formatNumber(tick).length * 6.4 + 10));

export function seriesColour(series: ChartSeries): string {
  return series.mark === null ? 'var(--accent)' : markColour(series.mark);
}

/** Room at the right for the longest name; zero turns direct labels off where the chart is too narrow. */
export function labelRoom(data: ChartData, width: number): number {
  const longest = Math.max(0, ...data.series.map((series) => series.label.length));
  const room = Math.min(150, longest * 6.2 + 20);
  return width < 300 ? 0 : room;
}

/** Pattern of the bands without data; one per chart, because ids are page-wide. */
export function useHatch(): { readonly id: string; readonly fill: string } {
  const id = `hatch${useId().replaceAll(/[^a-zA-Z0-9]/g, '')}`;
  return { id, fill: `url(#${id})` };
}

export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" fill="var(--mark-stale)" fillOpacity="0.06" />
        <rect width="3" height="8" fill="var(--mark-stale)" fillOpacity="0.22" />
      </pattern>
    </defs>
  );
}

/** Every name, or every so many where they would run into each other. */
function nameTicks(drawn: DrawnChart, width: number): number[] {
  const longest = Math.max(1, ...drawn.rows.map((row) => String(row['x']).length));
  const step = Math.max(1, Math.ceil((drawn.rows.length * (longest * 6.5 + 12)) / Math.max(1, width)));
  return drawn.rows.flatMap((_, index) => (index % step === 0 ? [index] : []));
}

/** Axes, grid, zero line, gap bands, thresholds and the shared crosshair: the same for every chart. */
export function chartFrame(data: ChartData, drawn: DrawnChart, width: number, hatch: string) {
  const most = Math.max(2, Math.floor(width / 90));
  const ticks = drawn.instants
    ? instantTicks(drawn.from, drawn.to, most)
    : timeTicks(drawn.from, drawn.to, most);
  const nameAt = (at: unknown): string => {
    if (typeof at !== 'number') return '';
    if (!drawn.time) return String(drawn.rows[at]?.['x'] ?? '');
    return ticks.find((tick) => tick.at === at)?.label ?? isoDay(at);
  };
  return (
    <>
      <CartesianGrid
        vertical={false}
        stroke="var(--line)"
        verticalCoordinatesGenerator={() => []}
        horizontalCoordinatesGenerator={({ offset }) =>
          drawn.ticks.map(
            (tick) =>
              (offset.top ?? 0) + (offset.height ?? 0) * (1 - (tick - drawn.low) / (drawn.high - drawn.low)),
          )
        }
      />
      <XAxis
        dataKey="at"
        type="number"
        scale={drawn.time ? 'time' : 'linear'}
        domain={[drawn.from, drawn.to]}
        ticks={drawn.time ? ticks.map((tick) => tick.at) : nameTicks(drawn, width)}
        height={axisHeight}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-2)' }}
        // Spaced and drawn by us: left to itself the library measures every label, a page layout each.
        interval={0}
        tick={({ x, y, payload }) => (
          <text x={x} y={Number(y) + 11} fontSize="11" fill="var(--ink-3)" textAnchor="middle">
            {nameAt(payload.value)}
          </text>
        )}
      />
      <YAxis
        width={axisRoom(drawn)}
        domain={[drawn.low, drawn.high]}
        ticks={[...drawn.ticks]}
        interval={0}
        tickLine={false}
        axisLine={false}
        tick={({ x, y, payload }) => (
          <text x={x} y={y} dy="0.32em" fontSize="11" fill="var(--ink-3)" textAnchor="end">
            {formatNumber(Number(payload.value))}
          </text>
        )}
      />
      {drawn.gaps.map((gap) => (
        <ReferenceArea
          key={gap.from}
          x1={gap.from}
          x2={gap.to}
          fill={hatch}
          fillOpacity={1}
          label={({ viewBox }) => (
            <WordsAt box={viewBox} place="bottom">
              no data
            </WordsAt>
          )}
        />
      ))}
      {drawn.low < 0 ? <ReferenceLine y={0} stroke="var(--ink-3)" /> : null}
      {(data.thresholds ?? []).map((threshold) => (
        <ReferenceLine
          key={threshold.label}
          y={threshold.value}
          stroke="var(--ink-3)"
          strokeDasharray="3 3"
          label={({ viewBox }) => (
            <WordsAt box={viewBox} place="above">
              {threshold.label}
            </WordsAt>
          )}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
        content={({ active, label }) => (
          <Readings data={data} drawn={drawn} at={active && typeof label === 'number' ? label : null} />
        )}
      />
    </>
  );
}

/**
 * Words at the foot of a band or above a line, cut out of what is behind them. Drawn by us: the library's own labels
 * are measured in the page first.
 */
function WordsAt({
  box,
  place,
  children,
}: {
  readonly box: unknown;
  readonly place: 'bottom' | 'above';
  readonly children: string;
}) {
  const { x, y, width, height } = boxOf(box);
  const bottom = place === 'bottom';
  return (
    <text
      x={bottom ? x + width / 2 : x + 4}
      y={bottom ? y + height - 6 : y - 4}
      textAnchor={bottom ? 'middle' : 'start'}
      fontSize="11"
      fill="var(--ink-2)"
      stroke="var(--panel)"
      strokeWidth="3"
      paintOrder="stroke"
    >
      {children}
    </text>
  );
}

function boxOf(box: unknown): Record<'x' | 'y' | 'width' | 'height', number> {
  const of = (name: string) => {
    const value: unknown = typeof box === 'object' && box !== null ? Reflect.get(box, name) : 0;
    return typeof value === 'number' ? value : 0;
  };
  return { x: of('x'), y: of('y'), width: of('width'), height: of('height') };
}

const readingOf = (value: number | null) => (value === null ? 'no data' : formatNumber(value));

/** What the crosshair reads: every series at one point. */
export function Readings({
  data,
  drawn,
  at,
}: {
  readonly data: ChartData;
  readonly drawn: DrawnChart;
  readonly at: number | null;
}) {
  const row = at === null ? undefined : drawn.rows.find((one) => one['at'] === at);
  if (row === undefined) return null;
  return (
    <div className={styles.readings}>
      <b>{drawn.time ? pointLabel(String(row['x'])) : String(row['x'])}</b>
      {data.series.map((series) => (
        <span key={series.key} className={styles.reading}>
          <span className={styles.swatch} style={{ background: seriesColour(series) }} />
          {series.label}
          <span className={styles.number}>{readingOf(numberAt(row[series.key]))}</span>
        </span>
      ))}
    </div>
  );
}

/** The names of lines or bands, drawn at their right ends. */
export function EndLabels({
  labels,
  data,
  width,
  height,
  room,
}: {
  readonly labels: readonly EndLabel[];
  readonly data: ChartData;
  readonly width: number;
  readonly height: number;
  readonly room: number;
}) {
  if (room === 0) return null;
  const plot = height - plotMargin.top - plotMargin.bottom - axisHeight;
  return (
    <g>
      {labels.map((label) => {
        const series = data.series.find((one) => one.key === label.key);
        const y = plotMargin.top + plot * (1 - label.height);
        return (
          <g key={label.key}>
            <path
              d={`M${width - room} ${y}h12`}
              stroke={series === undefined ? 'var(--ink-3)' : seriesColour(series)}
              strokeWidth={series?.dashed === true ? 1.5 : 3}
              strokeDasharray={series?.dashed === true ? '4 3' : undefined}
            />
            <text x={width - room + 16} y={y} dy="0.32em" fontSize="11" fill="var(--ink-2)">
              {label.label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
