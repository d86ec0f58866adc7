import { act } from '../../bridge/hooks.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ProgressBar, ProgressLine } from '../../ui/feedback/progress.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './diagnostics.module.css';
import { type Job, jobText } from './diagnostics-model.ts';

/** Long work, running and just ended. */
export function JobsPanel({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <Panel title="Work in the background" span={12} fact={jobs.length === 0 ? undefined : `${jobs.length}`}>
      {jobs.length === 0 ? (
        <EmptyState sentence="Imports, checks and other long work show their progress here, and can be stopped." />
      ) : (
        <ul className={styles.jobs}>
          {jobs.map((job) => (
            <li key={job.id}>
              <JobRow job={job} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const running = job.state === 'running';
  return (
    <>
      <span>
        {running && job.total !== null ? (
          <ProgressBar label={job.title} value={job.done} max={job.total} />
        ) : (
          <>
            <b>{job.title}</b> <span className={styles.detail}>{jobText(job)}</span>
            {running ? <ProgressLine active label={job.title} /> : null}
          </>
        )}
      </span>
      <span className={styles.detail}>
        <TimeText at={job.startedAt} />
      </span>
      {running ? (
        <Button kind="quiet" onPress={() => void act('jobs.cancel', { jobId: job.id })}>
          Stop
        </Button>
      ) : null}
    </>
  );
}
