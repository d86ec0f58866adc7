import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import type { Task } from './attempt-model.ts';

/** How far a task under way has come, where its agent says so. */
export function TaskProgress({ task }: { readonly task: Pick<Task, 'status' | 'percent' | 'note'> }) {
  if (task.status !== 'working' || task.percent === null) return null;
  return (
    <ProgressBar
      label={task.note === '' ? 'Progress' : task.note}
      value={task.percent}
      max={100}
      text={`${Math.round(task.percent)} %`}
    />
  );
}
