import { type Command, InvalidArgumentError } from 'commander';
import { ok } from '../../../../core/kernel/result.ts';
import { machineClock } from '../../../../node/machine.ts';
import type { Act } from '../../act.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `quarterdeck metrics …` */
export function registerMetrics(program: Command, act: Act): void {
  program
    .command('metrics')
    .description('what the engine measures: the fleet, and itself')
    .command('show')
    .description('the latest sample of every metric, or mean and extremes over a range')
    .option('--range <range>', 'how far back: 15m, 24h, 7d', readRange)
    .action((options: { range?: number }, command: Command) =>
      act(command, (context) =>
        options.range === undefined ? showNow(context) : showRange(context, options.range),
      ),
    );
}

const plain = (value: number | null): string =>
  value === null ? '-' : Number.isInteger(value) ? String(value) : value.toFixed(1);

function showNow(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const now = await readView(client, 'metrics.now', {});
    if (!now.ok) return now;
    const { rows, extra } = now.value;
    if (extra.at === null) {
      context.out.result({ at: null, values: {} }, [
        'Nothing was measured yet: a running Quarterdeck samples every 10 s.',
      ]);
      return ok(exitCodes.ok);
    }
    const lines = tableLines(
      [{ title: 'Metric' }, { title: 'Value', align: 'right' }, { title: 'Unit' }],
      rows.map((row) => [row.id, plain(row.value), row.unit]),
    );
    const values = Object.fromEntries(rows.map((row) => [row.id, row.value]));
    context.out.result({ at: extra.at, values }, [`At ${new Date(extra.at).toISOString()}`, ...lines]);
    return ok(exitCodes.ok);
  });
}

/** Milliseconds of a range like 15m, 24h or 7d. */
function readRange(text: string): number {
  const parts = /^(\d{1,4})([mhd])$/.exec(text);
  const length = Number(parts?.[1]) * (units[parts?.[2] ?? ''] ?? Number.NaN);
  if (length > 0) return length;
  throw new InvalidArgumentError('A range is a number with m, h or d behind it: 15m, 24h, 7d.');
}

interface Summary {
  readonly metric: string;
  readonly unit: string;
  readonly least: number;
  readonly mean: number;
  readonly most: number;
  readonly samples: number;
}

function showRange(context: CommandContext, length: number): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const to = machineClock.now();
    const now = await readView(client, 'metrics.now', {});
    if (!now.ok) return now;
    const { rows } = now.value;
    const summary: Summary[] = [];
    // A query carries twelve metrics at most.
    for (let start = 0; start < rows.length; start += 12) {
      const asked = rows.slice(start, start + 12);
      const metrics = asked.map(({ id }) => id);
      const series = await client.call('metrics.series', { metrics, from: to - length, to });
      if (!series.ok) return series;
      for (const [index, { id: metric, unit }] of asked.entries()) {
        const values = series.value.points.flatMap((point) => point.values[index] ?? []);
        if (values.length === 0) continue;
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        summary.push({
          metric,
          unit,
          least: Math.min(...values),
          mean,
          most: Math.max(...values),
          samples: values.length,
        });
      }
    }
    const lines = tableLines(
      [
        { title: 'Metric' },
        { title: 'Least', align: 'right' },
        { title: 'Mean', align: 'right' },
        { title: 'Most', align: 'right' },
        { title: 'Unit' },
      ],
      summary.map(({ metric, unit, least, mean, most }) => [
        metric,
        plain(least),
        plain(mean),
        plain(most),
        unit,
      ]),
    );
    context.out.result(
      { from: to - length, to, summary },
      summary.length === 0 ? ['Nothing was measured in that range.'] : lines,
    );
    return ok(exitCodes.ok);
  });
}
