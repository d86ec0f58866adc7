import type { FormProblems } from './read-form.ts';

const untilTried = /^(description|command|steps\.\d+)$/;

/** Before the first try nobody is told off for what is merely still empty. */
export function shownProblems(problems: FormProblems, tried: boolean): FormProblems {
  if (tried) return problems;
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !untilTried.test(field)));
}

/** The field a refusal of the hub belongs to; null for those that concern the whole task. */
export const fieldOfRefusal: Readonly<Record<string, string>> = {
  'task.unknown-dependency': 'dependsOn',
  'task.unknown-agent': 'agentId',
  'task.unknown-repository': 'repositoryId',
  'task.unknown-item': 'link',
  'task.deadline-passed': 'deadline',
};
