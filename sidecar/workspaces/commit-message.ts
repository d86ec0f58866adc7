import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { cutText } from '../../core/kernel/cut-text.ts';

const SUBJECT = 72;

/** First line of the task as subject, the rest as body, the task's id in a trailer that tools can read. */
export function commitMessage(assignment: Assignment): string {
  const subject = taskSubject(assignment);
  const body = assignment.description.trim();
  return [
    subject,
    ...(body === subject ? [] : ['', body]),
    '',
    `Quarterdeck-Task: ${assignment.taskId}`,
    '',
  ].join('\n');
}

export function taskSubject(assignment: Assignment): string {
  const [first = ''] = assignment.description.trim().split(/\r?\n/);
  return first.length <= SUBJECT ? first : `${cutText(first, SUBJECT - 1).trimEnd()}…`;
}
