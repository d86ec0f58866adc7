import type { TaskForm } from './form.ts';
import type { FormProblems } from './read-form.ts';

/** What every part of the composer is given. */
export interface FormProps {
  readonly form: TaskForm;
  readonly problems: FormProblems;
  readonly change: (part: Partial<TaskForm>) => void;
}
