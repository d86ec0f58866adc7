import type { OutputOf, RowOf } from '../../../../core/contract/index.ts';
import type { GateCheck, GateFailure, GateReport } from '../../../../core/domain/readiness/gate/report.ts';
import { shellWord } from '../../../../core/kernel/shell-word.ts';
import { decisionLabels, type GateRun } from '../../../domains/readiness/release/gate-labels.ts';
import type { Interval, IntervalRange } from '../../../ui/intervals/interval-model.ts';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatCount, formatDuration } from '../../../ui/text/format.ts';

export type Exception = RowOf<'exceptions.list'>;
/** What a run or a dry run says. */
export type Judged = Pick<
  GateReport,
  'decision' | 'summary' | 'checks' | 'inputs' | 'gate' | 'exceptions_applied' | 'exceptions_refused'
>;
export type Steps = OutputOf<'gates.report'>['nextSteps'];

export interface OwnedFailure {
  readonly id: string;
  readonly failure: GateFailure;
  readonly check: GateCheck;
  /** What lets it through. The failure stands all the same. */
  readonly exceptions: readonly Exception[];
}

export interface OwnerGroup {
  /** Null: nobody is named for them. */
  readonly owner: string | null;
  readonly failures: readonly OwnedFailure[];
}

/** What failed, by who can fix it: whoever holds up most first, nobody's last. */
export function failuresByOwner(
  checks: readonly GateCheck[],
  exceptions: readonly Exception[],
): readonly OwnerGroup[] {
  const failures = checks.flatMap((check) =>
    check.passed
      ? []
      : check.failures.map((failure, at) => ({
          id: `${check.check_id}:${at}`,
          failure,
          check,
          exceptions: exceptions.filter((one) => check.exceptions.includes(one.id) && isAbout(one, failure)),
        })),
  );
  const groups = Map.groupBy(failures, ({ failure }) => failure.owner);
  return [...groups]
    .map(([owner, own]) => ({ owner, failures: own }))
    .toSorted(
      (a, b) =>
        Number(a.owner === null) - Number(b.owner === null) ||
        b.failures.length - a.failures.length ||
        (a.owner ?? '').localeCompare(b.owner ?? '', 'en'),
    );
}

function isAbout({ itemId }: Exception, failure: GateFailure): boolean {
  return itemId === null || itemId === failure.itemId;
}

/** Failures that the report counts and does not list. */
export function unlistedFailures(checks: readonly GateCheck[]): number {
  return checks.reduce((sum, { failureCount, failures }) => sum + failureCount - failures.length, 0);
}

export function checkState(check: GateCheck): { readonly mark: Mark; readonly label: string } {
  if (check.passed) return { mark: 'done', label: 'Met' };
  if (check.exceptions.length > 0) return { mark: 'at-risk', label: 'Not met, let through by an exception' };
  return check.severity === 'high'
    ? { mark: 'blocked', label: 'Not met' }
    : { mark: 'at-risk', label: `Not met, ${check.severity} severity` };
}

/** "2 of 3 criteria met, 4 failures, 1 exception applied". */
export function summaryWords({ summary, checks, exceptions_applied }: Judged): string {
  const failures = checks.reduce((sum, { failureCount }) => sum + failureCount, 0);
  const applied = new Set(exceptions_applied.map(({ id }) => id)).size;
  return [
    `${summary.passed} of ${formatCount(summary.total, 'criterion', 'criteria')} met`,
    failures === 0 ? [] : formatCount(failures, 'failure'),
    applied === 0 ? [] : `${formatCount(applied, 'exception')} applied`,
  ]
    .flat()
    .join(', ');
}

/** The same run from the command line. */
export function gateCommand(
  gateId: string,
  {
    commit,
    environment,
    verify,
  }: { readonly commit: string | null; readonly environment: string | null; readonly verify: boolean },
): string {
  return [
    'quarterdeck gate run',
    shellWord(gateId),
    verify ? [] : '--as-found',
    commit === null ? [] : `--commit ${shellWord(commit)}`,
    environment === null ? [] : `--environment ${shellWord(environment)}`,
  ]
    .flat()
    .join(' ');
}

/** From the first decision on; runs come newest first. */
export function historyRange(runs: readonly GateRun[], now: number): IntervalRange {
  const first = runs.at(-1)?.at ?? now;
  return { from: Math.min(first, now - 1000), to: now };
}

/** Each decision held until the next run. */
export function decisionIntervals(runs: readonly GateRun[], now: number): readonly Interval[] {
  return runs.toReversed().map((run, at, all) => {
    const to = all[at + 1]?.at ?? null;
    const lasted = formatDuration((to ?? now) - run.at);
    return {
      id: run.id,
      lane: run.decision,
      from: run.at,
      to,
      text: `${decisionLabels[run.decision]} for ${lasted}`,
    };
  });
}

/** "20 runs: 3 go, 17 no-go": the drawing in words. */
export function historyWords(runs: readonly GateRun[]): string {
  const count = (decision: GateRun['decision']) => runs.filter((run) => run.decision === decision).length;
  const parts = (['go', 'conditional-go', 'no-go'] as const)
    .filter((decision) => count(decision) > 0)
    .map((decision) => `${count(decision)} ${decisionLabels[decision].toLowerCase()}`);
  return `${formatCount(runs.length, 'run')}: ${parts.join(', ')}`;
}

/** The run that one is compared with unless another is chosen: the one before it. */
export function runBefore(runs: readonly GateRun[], runId: string): GateRun | null {
  const at = runs.findIndex(({ id }) => id === runId);
  return at === -1 ? null : (runs[at + 1] ?? null);
}

/** "commit 8f3c1a2, for staging"; nothing where nobody said. */
export function releaseWords({
  commit,
  environment,
}: Pick<Judged['inputs'], 'commit' | 'environment'>): string {
  return [
    commit === null ? [] : `commit ${commit.slice(0, 10)}`,
    environment === null ? [] : `for ${environment}`,
  ]
    .flat()
    .join(', ');
}
