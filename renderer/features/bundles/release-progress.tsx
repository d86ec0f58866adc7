import { act, useView } from '../../bridge/hooks.ts';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import styles from './bundles.module.css';
import { releaseWork, stopLabels } from './release-model.ts';

/** How far the work on bundles and moves is, whoever asked for it; each can be stopped. */
export function ReleaseProgress() {
  return useView('jobs.list', {}).rows.flatMap((job) => {
    const of = job.state === 'running' ? releaseWork(job) : null;
    if (of === null) return [];
    const { id, title, done, total, note } = job;
    return (
      <div key={id} className={styles.progress}>
        <ProgressBar
          label={note === '' ? title : `${title}: ${note}`}
          value={done}
          max={total ?? done + 1}
          text={total === null ? '' : undefined}
        />
        <Button onPress={() => void act('jobs.cancel', { jobId: id })}>{stopLabels[of.work]}</Button>
      </div>
    );
  });
}
