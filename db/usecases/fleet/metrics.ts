import type { MetricSample, RollUp } from '../../../core/domain/metrics/metric.ts';
import { rollUp } from '../../../core/domain/metrics/roll-up.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { metricSampleJson } from '../../fleet-json.ts';
import {
  type MetricStep,
  metricSamples,
  metricSteps,
  putMetricStep,
} from '../../tables/fleet/metric-step.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

/**
 * Keeps a sample of ten seconds, and brings the minute and the hour it lies in up to date. They are summed up from their
 * parts each time, so nothing has to be caught up after a stop. Belongs to this device; no event.
 */
export function recordMetrics(
  db: WorkspaceDb,
  hubN: number,
  at: number,
  values: MetricSample,
  ruleOf: (name: string) => RollUp,
): Result<null> {
  return db.write('normal', (tx) => {
    const [seconds, minutes, hours] = metricSteps;
    put(tx, hubN, seconds.step, at, values);
    put(tx, hubN, minutes.step, at, rollUp(partsOf(tx, hubN, seconds.step, minutes.step, at), ruleOf));
    put(tx, hubN, hours.step, at, rollUp(partsOf(tx, hubN, minutes.step, hours.step, at), ruleOf));
    tx.changes.touch('metrics');
    return ok(null);
  });
}

function put(tx: Transaction, hubN: number, step: MetricStep, at: number, values: MetricSample): void {
  putMetricStep(tx.db, hubN, step, beginOf(at, step), metricSampleJson.write(values));
}

function partsOf(
  tx: Transaction,
  hubN: number,
  part: MetricStep,
  whole: MetricStep,
  at: number,
): MetricSample[] {
  const from = beginOf(at, whole);
  const parts: MetricSample[] = [];
  for (const text of metricSamples(tx.db, hubN, part, from, from + whole)) {
    const sample = metricSampleJson.read(text);
    if (sample.ok) parts.push(sample.value);
  }
  return parts;
}

function beginOf(at: number, step: MetricStep): number {
  return Math.floor(at / step) * step;
}
