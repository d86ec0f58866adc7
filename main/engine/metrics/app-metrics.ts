import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metric } from '../../../core/domain/metrics/metric.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import type { MetricRegistry } from './metric-registry.ts';

const app = { of: 'app', rollUp: 'max' } as const;
const appMetrics = [
  { ...app, name: 'app.database-size', title: 'Database on disk', unit: 'MB' },
  { ...app, name: 'app.loop-delay', title: 'Longest pause of the engine', unit: 'ms' },
] as const satisfies readonly Metric[];

/** How often the loop is looked at; a pause shorter than this may stay unseen. */
const lookMs = 50;

/** How the engine itself does. Returns how to stop. */
export function measureApp(metrics: MetricRegistry, db: WorkspaceDb): () => void {
  const delay = monitorEventLoopDelay({ resolution: lookMs });
  delay.enable();
  metrics.register(appMetrics, () => {
    // What is recorded is the time between two looks.
    const longest = delay.count === 0 ? null : Math.max(0, delay.max / 1e6 - lookMs);
    delay.reset();
    return {
      'app.database-size': databaseBytes(db.file) / 1e6,
      'app.loop-delay': longest,
    };
  });
  return () => void delay.disable();
}

/** With what is not written into the file itself yet. */
export function databaseBytes(file: string): number {
  return sizeOf(file) + sizeOf(`${file}-wal`);
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
