import { memo, useMemo } from 'react';
import { z } from 'zod';
import type { OutputOf } from '../../../../core/contract/index.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import { useLayout } from '../../../bridge/layout.ts';
import type { ChartData } from '../../../ui/charts/chart-data.ts';
import { ChartPanel } from '../../../ui/charts/chart-panel.tsx';
import { AreaStack, LineChart } from '../../../ui/charts/time-chart.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { RadioGroup } from '../../../ui/inputs/choice.tsx';
import { PageGrid } from '../../../ui/layout/panel.tsx';
import { drawsAs, RANGES, type RangeId, rangeStart } from '../model/chart-range.ts';
import type { Scope } from '../model/rows.ts';
import { useToday } from '../today.ts';
import styles from './views.module.css';

type Chart = OutputOf<'trackers.charts'>[number];

const Range = z.enum(['30', '90', '365', 'all']);

interface ItemChartsProps {
  readonly trackerId: Scope;
  /** Begins the names of exported files. */
  readonly name: string;
  readonly version: string | number;
}

/** Every chart the engine has for this scope, over one range and with one crosshair. */
export function ItemCharts({ trackerId, name, version }: ItemChartsProps) {
  const today = useToday();
  const [range, setRange] = useLayout<RangeId>('charts:range', Range, 'all');
  const from = rangeStart(range, today);
  const charts = useQuery('trackers.charts', { trackerId, from, to: null }, [version]);
  return (
    <div className={styles.charts}>
      <RadioGroup
        label="Range"
        hideLabel
        direction="row"
        choices={RANGES.map(({ id, label }) => ({ id, label }))}
        value={range}
        onChange={setRange}
      />
      {charts.value !== null ? (
        <Drawn charts={charts.value} name={name} />
      ) : charts.failure !== null ? (
        <FailureNotice failure={charts.failure} />
      ) : (
        <Skeleton label="the charts" lines={8} />
      )}
    </div>
  );
}

function Drawn({ charts, name }: { readonly charts: readonly Chart[]; readonly name: string }) {
  const filled = charts.filter((chart) => chart.points.length > 0);
  if (filled.length === 0) {
    return (
      <EmptyState sentence="Charts are drawn from the history kept here since a tracker was added. In this range there is none yet; every edit and every change of the file adds to it." />
    );
  }
  return (
    <PageGrid>
      {filled.map((chart) => (
        <OneChart key={chart.id} chart={chart} name={name} />
      ))}
    </PageGrid>
  );
}

/** Drawn again only when its numbers are others: a drawing costs more than all else on the page. */
const OneChart = memo(function OneChart({ chart, name }: { readonly chart: Chart; readonly name: string }) {
  const data: ChartData = useMemo(
    () => ({
      points: chart.points,
      series: chart.series.map(({ key, label, state, dashed }) => ({ key, label, mark: state, dashed })),
      unit: chart.unit,
      gaps: chart.gaps,
      of: chart.of,
    }),
    [chart],
  );
  return (
    <ChartPanel
      title={chart.title}
      answers={chart.answers}
      data={data}
      span={6}
      fileName={`${name}-${chart.id}`}
    >
      {drawsAs(chart.series) === 'areas' ? (
        <AreaStack data={data} label={chart.title} syncId="tracker" />
      ) : (
        <LineChart data={data} label={chart.title} syncId="tracker" />
      )}
    </ChartPanel>
  );
});
