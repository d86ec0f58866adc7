import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { VerificationStep } from '../../core/domain/fleet/tasks/task.ts';
import type { VerificationReport } from '../../core/domain/fleet/tasks/verification.ts';

/** The task as one text, for a model or a coding agent. Empty parts are left out. */
export function taskPrompt(assignment: Assignment): string {
  const parts = [assignment.description.trim()];
  const section = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) parts.push(`## ${title}\n${lines.join('\n')}`);
  };
  const files = assignment.contextFiles.map(({ path, note }) =>
    note === '' ? `- ${path}` : `- ${path}: ${note}`,
  );
  section('Files to look at', files);
  section('Notes', assignment.notes.trim() === '' ? [] : [assignment.notes.trim()]);
  section(
    'Done when',
    assignment.successCriteria.map((criterion) => `- ${criterion}`),
  );
  section(
    'Checked afterwards by',
    assignment.verification.map((step) => `- ${describeStep(step)}`),
  );
  return parts.join('\n\n');
}

/** The task again, what its checks found, and what is wanted now: enough also for who remembers nothing. */
export function fixPrompt(assignment: Assignment, report: VerificationReport): string {
  return [
    taskPrompt(assignment),
    `## What is still wrong\nThe work was done, but these checks failed. What was done is in the workspace.\n\n${failedChecks(report)}`,
    'Correct the work so that every check passes. Change the cause, not the checks.',
  ].join('\n\n');
}

/** The checks that did not pass, each with the end of what it printed. */
export const failedChecks = (report: VerificationReport): string =>
  report.checks
    .filter((check) => check.status !== 'pass')
    .map(({ step, status, tail }) => `### ${describeStep(step)}: ${status}\n${tail.trim()}`.trim())
    .join('\n\n');

function describeStep(step: VerificationStep): string {
  if (step.type === 'file_exists') return `the file ${step.path} exists`;
  if (step.type === 'git_clean') return 'nothing is left uncommitted';
  if (step.type === 'command_succeeds') return `the command succeeds: ${step.command}`;
  return step.command === null ? 'the tests of the repository pass' : `the tests pass: ${step.command}`;
}
