import type { ParsedInputOf, RowOf } from '../../../../../core/contract/index.ts';
import { MetricName, metricKinds } from '../../../../../core/domain/fleet/metric-names.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { latestMetrics, metricSeries } from '../../../../../db/readers/fleet/metrics.ts';
import type { Service, ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** The last sample, also one of an earlier run: its age says how current it is. */
export function metricsNow(
  { db, hubs, latestMetrics: latest }: FleetDeps,
  { hubId }: ParsedInputOf<'metrics.now'>,
): ViewAnswer<'metrics.now'> {
  const hub = hubs.find(hubId ?? hubs.own.id);
  const stored = hub === null ? null : latestMetrics(db.read, hub.n);
  const sample = hub?.isHere === true ? (latest() ?? stored) : stored;
  const rows = MetricName.options.map((id): RowOf<'metrics.now'> => {
    return { id, value: sample?.values[id] ?? null, unit: metricKinds[id].unit };
  });
  return { rows, extra: { at: sample?.at ?? null } };
}

export const metricsSeries: Service<FleetDeps, 'metrics.series'> = ({ db, hubs }, input) => {
  // A hub nobody has heard of measured nothing: its series is empty.
  return ok(metricSeries(db.read, hubs.find(input.hubId ?? hubs.own.id)?.n ?? 0, input));
};
