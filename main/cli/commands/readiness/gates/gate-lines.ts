import type { OutputOf } from '../../../../../core/contract/index.ts';
import type { GateJudgement } from '../../../../../core/domain/readiness/gate/report.ts';
import { counted } from '../../../../../core/domain/trackers/read/counted.ts';

/** Failures told of one criterion; the report has the others. */
const TOLD = 20;

/** A report for a person, with what would make it go. */
export function judgedLines(
  report: GateJudgement,
  { owners, unlisted }: OutputOf<'gates.run'>['nextSteps'],
): string[] {
  return [
    `${report.decision.toUpperCase()}  ${report.gate.title}`,
    '',
    ...report.checks.flatMap(checkLines),
    ...report.exceptions_applied.map(
      (one) =>
        `exception ${one.id} lets ${one.check_id} through until ${one.expires_at.slice(0, 10)}: ${one.reason} (${one.owner}, approved by ${one.approved_by})`,
    ),
    ...report.exceptions_refused.map(({ id, why }) => `exception ${id} does not count: ${why}`),
    ...(owners.length === 0 ? [] : ['', 'What would make it go:']),
    ...owners.flatMap(({ owner, steps }) => [
      `  ${owner ?? 'nobody named'}`,
      ...steps.map(({ fix }) => `    - ${fix}`),
    ]),
    ...(unlisted === 0 ? [] : [`    and ${counted(unlisted, 'more things')} of the same kinds`]),
  ];
}

function checkLines(check: GateJudgement['checks'][number]): string[] {
  const { passed, check_id, title, severity, failures, failureCount, exceptions, reason, detail } = check;
  const mark = passed ? 'met   ' : exceptions.length > 0 ? 'EXCEPT' : 'FAILED';
  if (passed) return [`${mark}  ${check_id}  ${title}: ${detail}`];
  const told = failures.slice(0, TOLD);
  return [
    `${mark}  ${check_id}  ${title} (${severity})`,
    ...told.map((one) => `          ${one.detail}`),
    ...(failureCount > told.length
      ? [`          and ${counted(failureCount - told.length, 'more failures')}`]
      : []),
    ...(reason === null ? [] : [`          Why it is asked: ${reason}`]),
  ];
}
