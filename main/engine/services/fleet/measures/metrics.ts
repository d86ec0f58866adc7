import type { RowOf } from '../../../../../core/contract/index.ts';
import { MetricName, metricKinds } from '../../../../../core/domain/fleet/metric-names.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { latestMetrics, metricSeries } from '../../../../../db/readers/fleet/metrics.ts';
import type { Service, ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** The last sample, also one of an earlier run: its age says how current it is. */
export function metricsNow({ db, latestMetrics: latest }: FleetDeps): ViewAnswer<'metrics.now'> {
  const sample = latest() ?? latestMetrics(db.read);
  const rows = MetricName.options.map((id): RowOf<'metrics.now'> => {
    return { id, value: sample?.values[id] ?? null, unit: metricKinds[id].unit };
  });
  return { rows, extra: { at: sample?.at ?? null } };
}

export const metricsSeries: Service<FleetDeps, 'metrics.series'> = ({ db }, input) => {
  return ok(metricSeries(db.read, input));
};
