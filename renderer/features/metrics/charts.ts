import type { Mark } from '../../ui/marks/mark.ts';

export interface MetricSeries {
  readonly metric: string;
  readonly label: string;
  readonly mark: Mark | null;
}

export interface MetricChart {
  readonly id: string;
  readonly title: string;
  /** The question it answers. */
  readonly answers: string;
  readonly unit: string;
  readonly series: readonly MetricSeries[];
  readonly shape: 'lines' | 'stack';
  /** What the hub's numbers are divided by. */
  readonly per?: number;
}

const percentiles = (of: 'assign' | 'work'): readonly MetricSeries[] => [
  { metric: `${of}.p50`, label: 'half', mark: null },
  { metric: `${of}.p95`, label: '95 %', mark: 'review' },
  { metric: `${of}.p99`, label: '99 %', mark: 'at-risk' },
];

export const metricCharts: readonly MetricChart[] = [
  {
    id: 'queue',
    title: 'Queue depth',
    answers: 'how many waited, by lane',
    unit: 'tasks',
    shape: 'stack',
    series: [
      { metric: 'queue.urgent', label: 'Urgent', mark: 'blocked' },
      { metric: 'queue.high', label: 'High', mark: 'at-risk' },
      { metric: 'queue.normal', label: 'Normal', mark: 'active' },
      { metric: 'queue.low', label: 'Low', mark: 'planned' },
    ],
  },
  {
    id: 'throughput',
    title: 'Throughput',
    answers: 'what came in, what became of it',
    unit: 'tasks',
    shape: 'lines',
    series: [
      { metric: 'tasks.submitted', label: 'submitted', mark: null },
      { metric: 'tasks.completed', label: 'completed', mark: 'done' },
      { metric: 'tasks.failed', label: 'failed attempts', mark: 'at-risk' },
      { metric: 'tasks.dead', label: 'dead letters', mark: 'blocked' },
    ],
  },
  {
    id: 'assignment',
    title: 'Time to an agent',
    answers: 'how fast work was given out',
    unit: 'ms',
    shape: 'lines',
    series: percentiles('assign'),
  },
  {
    id: 'work',
    title: 'Time at work',
    answers: 'how long attempts took',
    unit: 's',
    shape: 'lines',
    series: percentiles('work'),
  },
  {
    id: 'utilisation',
    title: 'Utilisation',
    answers: 'how many of those here had work',
    unit: '%',
    shape: 'lines',
    series: [{ metric: 'agents.utilisation', label: 'busy', mark: null }],
  },
  {
    id: 'agents',
    title: 'Agents',
    answers: 'who was here, who had work',
    unit: 'agents',
    shape: 'lines',
    series: [
      { metric: 'agents.connected', label: 'connected', mark: 'planned' },
      { metric: 'agents.busy', label: 'busy', mark: null },
    ],
  },
  {
    id: 'success',
    title: 'Success rate',
    answers: 'how many attempts succeeded',
    unit: '%',
    shape: 'lines',
    series: [{ metric: 'tasks.success-rate', label: 'completed', mark: 'done' }],
  },
  {
    id: 'cost',
    title: 'Cost',
    answers: 'where the price is known, per step',
    unit: 'units of the currency',
    shape: 'lines',
    series: [{ metric: 'cost.micros', label: 'cost', mark: null }],
    per: 1_000_000,
  },
];

/** Always measured while the engine runs: where it is missing, nothing was. */
export const pulse = 'queue.normal';

/** A chart for each metric that is measured and that no chart above draws. */
export function furtherCharts(
  measured: readonly {
    readonly id: string;
    readonly title: string;
    readonly unit: string;
    readonly of: string;
  }[],
): readonly MetricChart[] {
  const drawn = new Set(metricCharts.flatMap(({ series }) => series.map(({ metric }) => metric)));
  return measured
    .filter(({ id }) => !drawn.has(id))
    .map(({ id, title, unit, of }) => ({
      id,
      title,
      answers: of === 'app' ? 'how this program did' : 'how the fleet did',
      unit,
      shape: 'lines',
      series: [{ metric: id, label: title, mark: null }],
    }));
}

/** Groups of charts that one question for at most twelve metrics answers, the pulse among them. */
export function questionsFor(charts: readonly MetricChart[]): readonly (readonly MetricChart[])[] {
  const groups: MetricChart[][] = [];
  let room = 0;
  for (const chart of charts) {
    const group = groups.at(-1);
    if (group === undefined || chart.series.length > room) {
      groups.push([chart]);
      room = mostMetrics - 1 - chart.series.length;
    } else {
      group.push(chart);
      room -= chart.series.length;
    }
  }
  return groups;
}

/** How many metrics one question may be for. */
const mostMetrics = 12;
