import { useMemo } from 'react';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery, useView } from '../../bridge/hooks.ts';
import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { ChartPanel } from '../../ui/charts/chart-panel.tsx';
import { AreaStack, LineChart } from '../../ui/charts/time-chart.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { useQueryParam } from '../../ui/frame/navigation.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { useNow } from '../../ui/text/clock.tsx';
import { formatDuration } from '../../ui/text/format.ts';
import { chartDataOf, isEmpty, type Measured } from './chart-data.ts';
import { furtherCharts, type MetricChart, metricCharts, pulse, questionsFor } from './charts.ts';
import styles from './metrics.module.css';
import { type Range, readRange, refreshMsOf, type TimeSpan, timeSpanOf, writeRange } from './range.ts';
import { RangeBar } from './range-bar.tsx';

/** How the fleet did over a time range, and how it does now. */
export function MetricsPage() {
  const [text, setText] = useQueryParam('range');
  const range = readRange(text);
  const now = useNow(refreshMsOf(range));
  const span = timeSpanOf(range, now);
  return (
    <>
      <FleetNav />
      <RangeBar range={range} now={now} onRange={(next: Range) => setText(writeRange(next))} />
      {span === null ? (
        <Notice
          kind="warning"
          what="This range ends before it begins."
          todo="Pick an end after its beginning, or one of the ranges above."
        />
      ) : (
        <Charts span={span} />
      )}
    </>
  );
}

function Charts({ span }: { readonly span: TimeSpan }) {
  const { rows } = useView('metrics.now', {});
  const groups = useMemo(() => questionsFor([...metricCharts, ...furtherCharts(rows)]), [rows]);
  const { failure, value } = useQuery('metrics.series', { metrics: [pulse], ...span });
  if (failure !== null) return <FailureNotice failure={failure} />;
  if (value === null) return <Skeleton label="the metrics" lines={10} />;
  return (
    <>
      <p className={styles.step}>
        One point for every {formatDuration(value.step)}. A hatched band is a period in which nothing was
        measured; a broken line had nothing to measure.
      </p>
      <PageGrid>
        {groups.map((charts) => (
          <ChartGroup key={charts[0]?.id} charts={charts} span={span} />
        ))}
      </PageGrid>
    </>
  );
}

interface ChartGroupProps {
  readonly charts: readonly MetricChart[];
  readonly span: TimeSpan;
}

/** Charts whose numbers are asked for together. */
function ChartGroup({ charts, span }: ChartGroupProps) {
  const metrics = useMemo(
    () => [...new Set([pulse, ...charts.flatMap(({ series }) => series.map(({ metric }) => metric))])],
    [charts],
  );
  const { failure, value } = useQuery('metrics.series', { metrics, ...span });
  if (failure !== null) return <FailureNotice failure={failure} />;
  if (value === null) return null;
  const measured: Measured = { metrics, ...value };
  return charts.map((chart) => <MetricPanel key={chart.id} chart={chart} measured={measured} span={span} />);
}

interface MetricPanelProps {
  readonly chart: MetricChart;
  readonly measured: Measured;
  readonly span: TimeSpan;
}

function MetricPanel({ chart, measured, span }: MetricPanelProps) {
  const { points, step, metrics } = measured;
  const { from, to } = span;
  const data = useMemo(
    () => chartDataOf(chart, { points, step, metrics }, { from, to }),
    [chart, points, step, metrics, from, to],
  );
  const Drawing = chart.shape === 'stack' ? AreaStack : LineChart;
  return (
    <ChartPanel
      title={chart.title}
      answers={`${chart.answers} · ${chart.unit}`}
      data={data}
      span={6}
      fileName={`fleet-${chart.id}`}
    >
      {isEmpty(data) ? (
        <p className={styles.none}>Nothing was measured in this range.</p>
      ) : (
        <Drawing data={data} label={chart.title} height={200} syncId="fleet-metrics" />
      )}
    </ChartPanel>
  );
}
