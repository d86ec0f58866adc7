import type { OutputOf, RowOf } from '../../../core/contract/index.ts';
import type { Mark } from '../../ui/marks/mark.ts';
import { formatCount, formatDuration, formatNumber } from '../../ui/text/format.ts';

export type Diagnostics = OutputOf<'workspace.diagnostics'>;
export type Health = Diagnostics['health'][number];
export type LogLine = Diagnostics['log'][number];
export type Job = RowOf<'jobs.list'>;
export type Rebuild = OutputOf<'workspace.rebuild'>;

export const healthMarks: Readonly<Record<Health['state'], Mark>> = {
  ok: 'done',
  warning: 'at-risk',
  failed: 'blocked',
};

/** Failures first, then warnings, then what is well; within one kind as the engine ordered them. */
export function orderHealth(health: readonly Health[]): readonly Health[] {
  const rank: Readonly<Record<Health['state'], number>> = { failed: 0, warning: 1, ok: 2 };
  return health.toSorted((a, b) => rank[a.state] - rank[b.state]);
}

/** "7 checks, all well" or "1 failed, 2 warnings of 9 checks". */
export function healthSentence(health: readonly Health[]): string {
  const failed = health.filter((one) => one.state === 'failed').length;
  const warnings = health.filter((one) => one.state === 'warning').length;
  if (failed === 0 && warnings === 0) return `${formatCount(health.length, 'check')}, all well`;
  const parts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(warnings > 0 ? [`${warnings} to look at`] : []),
  ];
  return `${parts.join(', ')} of ${health.length} checks`;
}

/** What goes into a report: versions and health, no log and no path beyond what they say themselves. */
export function reportText(diagnostics: Diagnostics): string {
  const width = Math.max(...diagnostics.versions.map((line) => line.name.length), 0) + 2;
  const versions = diagnostics.versions.map((line) => `${line.name.padEnd(width)}${line.value}`);
  const health = diagnostics.health.map((one) => `[${one.state}] ${one.check}: ${one.detail}`);
  return [...versions, '', ...health].join('\n');
}

export function filterLog(log: readonly LogLine[], level: string, typed: string): readonly LogLine[] {
  const wanted = typed.trim().toLowerCase();
  return log.filter(
    (line) =>
      (level === 'all' || line.level === level) &&
      (wanted === '' || line.message.toLowerCase().includes(wanted)),
  );
}

export function logLevels(log: readonly LogLine[]): readonly string[] {
  return ['all', ...new Set(log.map((line) => line.level))];
}

export function jobText(job: Job): string {
  const progress =
    job.total === null
      ? `${formatNumber(job.done)} done`
      : `${formatNumber(job.done)} of ${formatNumber(job.total)}`;
  return job.note === '' ? `${job.state} · ${progress}` : `${job.state} · ${progress} · ${job.note}`;
}

/** What the replay of the logs found, in a sentence. */
export function rebuildSentence(result: Rebuild): string {
  const what = `${result.ops} ops and ${result.events} events replayed in ${formatDuration(result.milliseconds)}`;
  const tables = result.same
    ? 'every table comes out the same.'
    : `the first difference is ${result.firstDifference ?? 'not named'}.`;
  const signatures =
    result.wrongSignature === null ? '' : ` A signature does not hold: ${result.wrongSignature}.`;
  return `${what}: ${tables}${signatures}`;
}
