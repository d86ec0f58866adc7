import type { ChartData } from '../../ui/charts/chart-data.ts';
import type { Chart } from './bridge-model.ts';

/** A chart of the engine as the kit draws it. */
export function chartData(chart: Chart): ChartData {
  return {
    points: chart.points,
    series: chart.series.map((series) => ({
      key: series.key,
      label: series.label,
      mark: series.state,
      dashed: series.dashed,
    })),
    unit: chart.unit,
    gaps: chart.gaps,
    of: chart.of,
  };
}
