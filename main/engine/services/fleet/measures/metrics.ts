import type { ParsedInputOf, RowOf } from '../../../../../core/contract/index.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { latestMetrics, metricSeries } from '../../../../../db/readers/fleet/metrics.ts';
import type { Service, ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** The last sample, also one of an earlier run: its age says how current it is. */
export function metricsNow(
  { db, hubs, metrics }: FleetDeps,
  { hubId }: ParsedInputOf<'metrics.now'>,
): ViewAnswer<'metrics.now'> {
  const hub = hubs.find(hubId ?? hubs.own.id);
  const isHere = hub?.isHere === true;
  const stored = hub === null ? null : latestMetrics(db.read, hub.n);
  const sample = isHere ? (metrics.latest() ?? stored) : stored;
  const listed = metrics.all().filter((metric) => isHere || metric.of === 'fleet');
  const rows = listed.map(({ name, title, unit, of }): RowOf<'metrics.now'> => {
    return { id: name, title, unit, of, value: sample?.values[name] ?? null };
  });
  return { rows, extra: { at: sample?.at ?? null } };
}

export const metricsSeries: Service<FleetDeps, 'metrics.series'> = ({ db, hubs, metrics }, input) => {
  const asked = input.metrics.map((name) => ({ name, rollUp: metrics.ruleOf(name) }));
  // A hub nobody has heard of measured nothing: its series is empty.
  const hubN = hubs.find(input.hubId ?? hubs.own.id)?.n ?? 0;
  return ok(metricSeries(db.read, hubN, { metrics: asked, from: input.from, to: input.to }));
};
