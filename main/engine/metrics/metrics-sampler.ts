import type { MetricSample } from '../../../core/domain/metrics/metric.ts';
import type { Clock } from '../../../core/kernel/clock.ts';
import type { MetricRegistry } from './metric-registry.ts';

/** How long one sample covers. */
const sampleMs = 10_000;

/** Measures everything that is registered, every ten seconds. Returns how to stop. */
export function startSampling(
  metrics: MetricRegistry,
  clock: Clock,
  record: (at: number, values: MetricSample) => void,
): () => void {
  const timer = setInterval(() => {
    const at = clock.now();
    record(at, metrics.sample(at));
  }, sampleMs);
  timer.unref();
  return () => clearInterval(timer);
}
