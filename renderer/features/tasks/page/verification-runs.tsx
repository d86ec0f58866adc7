import { checkLabels, checkMarks } from '../../../domains/fleet/task-labels.ts';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { CodeText } from '../../../ui/text/code-text.tsx';
import { formatDuration } from '../../../ui/text/format.ts';
import { stepLabels } from '../composer/step-labels.ts';
import type { Attempt } from './attempt-model.ts';
import styles from './task-page.module.css';

type Report = Attempt['reports'][number];
type Check = Report['checks'][number];

const said = ({ step }: Check): string => {
  switch (step.type) {
    case 'file_exists':
      return step.path;
    case 'test_passes':
      return step.command ?? 'the repository’s own tests';
    case 'command_succeeds':
      return step.command;
    case 'git_clean':
      return '';
    default:
      return '';
  }
};

interface VerificationRunsProps {
  readonly attempt: Attempt;
  /** How many checks the task names. */
  readonly asked: number;
}

/** Each run of the checks, the last one first: after a failed one the work was mended and checked again. */
export function VerificationRuns({ attempt, asked }: VerificationRunsProps) {
  if (asked === 0) return null;
  return (
    <section className={styles.part}>
      <h3>Verification</h3>
      {attempt.reports.length === 0 ? (
        <p className={styles.muted}>
          Its {asked === 1 ? 'check wasn’t' : `${asked} checks weren’t`} run yet.
        </p>
      ) : (
        attempt.reports.toReversed().map((report) => <Run key={report.run} report={report} />)
      )}
    </section>
  );
}

function Run({ report }: { readonly report: Report }) {
  const passed = report.checks.filter((check) => check.status === 'pass').length;
  return (
    <div className={styles.run}>
      <p>
        <StateMark mark={checkMarks[report.status]} silent /> Run {report.run} {checkLabels[report.status]}:{' '}
        {passed} of {report.checks.length} checks, {formatDuration(report.durationMs)}
      </p>
      <ul className={styles.checks}>
        {report.checks.map((check, at) => (
          <li key={at}>
            <span className={styles.check}>
              <StateMark mark={checkMarks[check.status]} label={checkLabels[check.status]} />
              <span>{stepLabels[check.step.type].name}</span>
              <code>{said(check)}</code>
              <span className={styles.end}>{formatDuration(check.durationMs)}</span>
            </span>
            {check.tail.trim() === '' ? null : (
              <details open={check.status !== 'pass'}>
                <summary>What it printed last</summary>
                <CodeText text={check.tail} label={`End of what check ${at + 1} printed`} wrap />
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
