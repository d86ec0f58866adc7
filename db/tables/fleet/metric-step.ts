import type { Bind, Reader, Writer } from '../../handle.ts';

/** Lengths of the steps that are kept, in milliseconds, and how many of each: a day, two weeks, two years. */
export const metricSteps = [
  { step: 10_000, kept: 8_640 },
  { step: 60_000, kept: 20_160 },
  { step: 3_600_000, kept: 17_520 },
] as const;

export type MetricStep = (typeof metricSteps)[number]['step'];

/** `at` is when the step began. The oldest beyond what is kept go: by their number, as a clock may jump. */
export function putMetricStep(db: Writer, hubN: number, step: MetricStep, at: number, samples: string): void {
  db.run(
    `INSERT INTO metric_step (hub_n, step, at, samples) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET samples = excluded.samples`,
    hubN,
    step,
    at,
    samples,
  );
  db.run(
    `DELETE FROM metric_step WHERE hub_n = ? AND step = ?
       AND at <= (SELECT at FROM metric_step WHERE hub_n = ? AND step = ? ORDER BY at DESC LIMIT 1 OFFSET ?)`,
    hubN,
    step,
    hubN,
    step,
    metricSteps.find((one) => one.step === step)?.kept ?? 0,
  );
}

/** Samples that began in a time range, oldest first. */
export function metricSamples(
  db: Reader,
  hubN: number,
  step: MetricStep,
  from: number,
  to: number,
): string[] {
  return db.column<string>(
    'SELECT samples FROM metric_step WHERE hub_n = ? AND step = ? AND at >= ? AND at < ? ORDER BY at',
    hubN,
    step,
    from,
    to,
  );
}

export function latestMetricStep(
  db: Reader,
  hubN: number,
): { readonly at: number; readonly samples: string } | null {
  return db.get(
    'SELECT at, samples FROM metric_step WHERE hub_n = ? AND step = 10000 ORDER BY at DESC LIMIT 1',
    hubN,
  );
}

export function oldestMetricStep(db: Reader, hubN: number, step: MetricStep): number | null {
  return db.value<number>('SELECT min(at) FROM metric_step WHERE hub_n = ? AND step = ?', hubN, step);
}

/** The values of some metrics step by step, in the order of their names after the time. */
export function metricValues(
  db: Reader,
  hubN: number,
  names: readonly string[],
  range: { readonly step: MetricStep; readonly from: number; readonly to: number },
): { readonly at: number; readonly values: string }[] {
  const paths: Bind[] = names.map((name) => `$.d."${name}"`);
  const values = names.map(() => 'json_extract(samples, ?)').join(', ');
  return db.all(
    `SELECT at, json_array(${values}) AS "values" FROM metric_step WHERE hub_n = ? AND step = ? AND at >= ? AND at < ? ORDER BY at`,
    ...paths,
    hubN,
    range.step,
    range.from,
    range.to,
  );
}
