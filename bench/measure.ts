import { cpus } from 'node:os';

/** One row of the printed table. Milliseconds unless the unit says otherwise. */
export interface BenchRow {
  readonly operation: string;
  readonly unit: 'ms' | 'points' | 'nodes' | 'MB';
  readonly budget: number;
  readonly samples: readonly number[];
  /** Measured in the same run; null where nothing comparable exists, with the reason in `note`. */
  readonly baseline: { readonly name: string; readonly samples: readonly number[] } | null;
  readonly note: string;
}

export interface Bench {
  readonly name: string;
  /** What was measured on: sizes and the seed of the generated data. */
  readonly dataset: string;
  run(): Promise<readonly BenchRow[]>;
}

/** Fewer samples than this are no figure. */
const minSamples = 5;

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Nearest-rank quantile of the sorted samples. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/** The 95th percentile of each of some equal parts of a run, so that a bad part shows as the spread. */
export function p95OfParts(samples: readonly number[], parts = 6): number[] {
  const size = Math.ceil(samples.length / parts);
  return Array.from({ length: parts }, (_unused, part) =>
    quantile(samples.slice(part * size, (part + 1) * size), 0.95),
  );
}

/** Runs `work` `times` times after one run that isn't counted; milliseconds each. */
export async function sample(times: number, work: (run: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let run = -1; run < times; run += 1) {
    const started = performance.now();
    await work(run);
    const took = performance.now() - started;
    if (run >= 0) samples.push(took);
  }
  return samples;
}

const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
const spread = (samples: readonly number[]): string =>
  `${figure(median(samples))} (${figure(Math.min(...samples))}-${figure(Math.max(...samples))})`;

export interface Verdict {
  readonly text: string;
  readonly within: boolean;
}

/** Prints one bench and says for each row whether its median is within budget; too few samples is a failure. */
export function judge(bench: Bench, rows: readonly BenchRow[], cpuShare: number): Verdict {
  const header = ['operation', 'measured', 'budget', 'runs', 'baseline', 'ratio', ''];
  let within = true;
  const lines = rows.map((row) => {
    const enough = row.samples.length >= minSamples || row.unit !== 'ms';
    const fits = enough && median(row.samples) <= row.budget;
    within &&= fits;
    const baseline = row.baseline;
    return [
      row.operation,
      `${spread(row.samples)} ${row.unit}`,
      `${row.budget} ${row.unit}`,
      String(row.samples.length),
      baseline === null ? '-' : `${baseline.name} ${spread(baseline.samples)} ${row.unit}`,
      baseline === null ? '-' : `x${figure(median(baseline.samples) / median(row.samples))}`,
      fits ? 'ok' : enough ? 'OVER BUDGET' : 'TOO FEW RUNS',
    ];
  });
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const notes = rows.filter((row) => row.note !== '').map((row) => `  ${row.operation}: ${row.note}`);
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
  return {
    within,
    text: [
      `\n${bench.name} — ${bench.dataset}`,
      `  ${machine}; this process used ${(cpuShare * 100).toFixed(0)} % of one core meanwhile; median (min-max)`,
      print(header),
      ...lines.map(print),
      ...notes,
    ].join('\n'),
  };
}
