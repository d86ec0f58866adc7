import type { Metric, MetricSample, RollUp } from '../../../core/domain/metrics/metric.ts';
import type { Log } from '../../../node/log/log.ts';

/** What this engine measures. Open: each part of the engine registers what it can tell of itself. */
export interface MetricRegistry {
  /**
   * `read` is asked once a step for all of them: how things stand, or what happened since it was asked before. A name
   * that is registered twice is a bug.
   */
  register<Name extends string>(
    metrics: readonly Metric<Name>[],
    read: () => Readonly<Record<Name, number | null>>,
  ): void;
  /** In the order they were registered. */
  all(): readonly Metric[];
  /** Samples of a metric that nobody registers any more are averaged. */
  ruleOf(name: string): RollUp;
  /** Measures everything now. */
  sample(at: number): MetricSample;
  /** The last sample; null before the first. */
  latest(): { readonly at: number; readonly values: MetricSample } | null;
}

interface Source {
  readonly names: readonly string[];
  readonly read: () => MetricSample;
}

export function createMetricRegistry(log: Pick<Log, 'error'>): MetricRegistry {
  const known = new Map<string, Metric>();
  const sources: Source[] = [];
  let latest: ReturnType<MetricRegistry['latest']> = null;

  /** One part that fails takes no other's numbers with it. */
  const readOne = ({ names, read }: Source): MetricSample => {
    try {
      return read();
    } catch (bug) {
      log.error('A part of the engine could not be measured.', bug, { metrics: names });
      return Object.fromEntries(names.map((name) => [name, null]));
    }
  };

  return {
    register(metrics, read) {
      for (const metric of metrics) {
        if (known.has(metric.name)) throw new Error(`the metric ${metric.name} is registered twice`);
        known.set(metric.name, metric);
      }
      sources.push({ names: metrics.map(({ name }) => name), read });
    },
    all: () => [...known.values()],
    ruleOf: (name) => known.get(name)?.rollUp ?? 'mean',
    sample(at) {
      const values = Object.fromEntries(sources.flatMap((source) => Object.entries(readOne(source))));
      latest = { at, values };
      return values;
    },
    latest: () => latest,
  };
}
