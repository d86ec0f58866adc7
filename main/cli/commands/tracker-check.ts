import { relative } from 'node:path';
import type { CheckReport } from '../../../core/domain/trackers/check/check.ts';
import { counted } from '../../../core/domain/trackers/read/counted.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { expandPaths } from '../../engine/files/expand-paths.ts';
import { checkInThreads } from '../check-pool.ts';
import type { CheckedFile } from '../check-thread.ts';
import type { CommandContext } from '../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';

/** Skipped places printed per file; `--json` has them all. */
const maxPrinted = 40;

/** Proves losslessness of files on disk. Reads only; needs neither workspace nor engine. */
export async function checkFiles(context: CommandContext, files: readonly string[]): Promise<ExitCode> {
  const { out, cwd } = context;
  const typed = files.map((file) => absolutePath(file, cwd));
  const paths = await expandPaths(nodeFiles, typed, new AbortController().signal);
  if (!paths.ok) {
    out.failure(paths.error);
    return exitCodeOf(paths.error.code);
  }
  const checked: CheckedFile[] = [];
  await checkInThreads(
    paths.value.map(({ path }) => path),
    (one) => {
      checked.push(one);
      // As it goes: a large folder takes a while.
      out.progress(linesOf(one, cwd));
    },
  );
  out.result(
    checked.map(({ path, report, failure }) => ({ path, failure, ...report })),
    ['', ...summary(checked)],
  );
  if (checked.some(({ report }) => report?.ok === false)) return exitCodes.refused;
  const unread = checked.find(({ failure }) => failure !== null)?.failure;
  return unread == null ? exitCodes.ok : exitCodeOf(unread.code);
}

function linesOf({ path, report, failure }: CheckedFile, cwd: string): string[] {
  const name = relative(cwd, path);
  const shown = name.startsWith('..') ? path : name;
  if (report === null) return [`FAILED  ${shown}`, `        not read: ${failure?.message ?? ''}`];
  const { oracle, recognised, edits } = report;
  const counts = Object.entries(report.counts).map(([what, count]) => counted(count, what));
  const lines = [
    `${report.ok ? 'ok    ' : 'FAILED'}  ${shown}`,
    `        read as ${report.profile}: ${report.items} items${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`,
    `        ${report.identical ? 'identical without edits' : 'NOT IDENTICAL without edits'}; ${editsOf(edits)}`,
    `        tables: ${recognised.tables} recognised, ${report.skippedTables} skipped${oracle === null ? '' : `; GFM counts ${oracle.tables}`}`,
    `        check boxes: ${recognised.checks} recognised, ${report.skippedChecks} skipped${oracle === null ? '' : `; GFM counts ${oracle.checks}`}`,
  ];
  for (const { line, what, reason } of report.skipped.slice(0, maxPrinted)) {
    lines.push(`        skipped, line ${line}: ${what}: ${reason}`);
  }
  const more = report.skipped.length - maxPrinted;
  if (more > 0) lines.push(`        and ${more} more skipped; --json lists them all`);
  if (!report.agrees) lines.push('        recognised and skipped together are not what GFM counts');
  for (const { line, what } of report.failures) lines.push(`        FAILED, line ${line}: ${what}`);
  return lines;
}

function editsOf({ cells, locked, final, verifiedAlone, verifiedTogether }: CheckReport['edits']): string {
  const parts = [`${cells} cells edited, ${verifiedAlone} of them each alone`];
  if (verifiedTogether > 0) parts.push(`${verifiedTogether} together`);
  if (locked > 0) parts.push(`${locked} locked`);
  if (final > 0) parts.push(`${final} without another value to move to`);
  return parts.join(', ');
}

function summary(checked: readonly CheckedFile[]): string[] {
  const reports = checked.flatMap(({ report }) => (report === null ? [] : [report]));
  const sum = (count: (report: CheckReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  const passed = reports.filter((report) => report.ok).length;
  const tables = `${sum((one) => one.recognised.tables)} tables recognised and ${sum((one) => one.skippedTables)} skipped, GFM counts ${sum((one) => one.oracle?.tables ?? 0)}`;
  const boxes = `${sum((one) => one.recognised.checks)} check boxes recognised and ${sum((one) => one.skippedChecks)} skipped, GFM counts ${sum((one) => one.oracle?.checks ?? 0)}`;
  return [
    `${checked.length} ${checked.length === 1 ? 'file' : 'files'}: ${passed} passed, ${checked.length - passed} failed.`,
    `${tables}; ${boxes}; ${sum((one) => one.edits.cells)} cells edited.`,
  ];
}
