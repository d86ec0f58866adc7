import type { RowOf } from '../../../core/contract/index.ts';
import { act, useView } from '../../bridge/hooks.ts';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import styles from './screens.module.css';

interface JobProgressProps {
  /** What stands at a job's bar and on the button that stops it; null for a job that is none of this screen's. */
  readonly of: (
    job: RowOf<'jobs.list'>,
  ) => { readonly label: string; readonly stop: string; readonly text?: string | undefined } | null;
}

/** How far jobs under way are, whoever asked for them; each can be stopped. */
export function JobProgress({ of }: JobProgressProps) {
  return useView('jobs.list', {}).rows.flatMap((job) => {
    const shown = job.state === 'running' ? of(job) : null;
    if (shown === null) return [];
    const { id, done, total } = job;
    return (
      <div key={id} className={styles.progress}>
        <ProgressBar label={shown.label} value={done} max={total ?? done + 1} text={shown.text} />
        <Button onPress={() => void act('jobs.cancel', { jobId: id })}>{shown.stop}</Button>
      </div>
    );
  });
}
