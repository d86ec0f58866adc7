import type { RowOf } from '../../../../../core/contract/index.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { latestMetrics, metricSeries } from '../../../../../db/readers/fleet/metrics.ts';
import type { Service, ViewAnswer } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** The last sample, also one of an earlier run: its age says how current it is. */
export function metricsNow({ db, metrics }: EngineDeps): ViewAnswer<'metrics.now'> {
  const sample = metrics.latest() ?? latestMetrics(db.read);
  const rows = metrics.all().map(({ name, title, unit, of }): RowOf<'metrics.now'> => {
    return { id: name, title, unit, of, value: sample?.values[name] ?? null };
  });
  return { rows, extra: { at: sample?.at ?? null } };
}

export const metricsSeries: Service<EngineDeps, 'metrics.series'> = (
  { db, metrics },
  { from, to, ...input },
) => {
  const asked = input.metrics.map((name) => ({ name, rollUp: metrics.ruleOf(name) }));
  return ok(metricSeries(db.read, { metrics: asked, from, to }));
};
