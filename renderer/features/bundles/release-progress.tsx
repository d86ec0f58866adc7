import { JobProgress } from '../../domains/readiness/job-progress.tsx';
import { releaseWork, stopLabels } from './release-model.ts';

/** The work on bundles and moves. */
export function ReleaseProgress() {
  return (
    <JobProgress
      of={(job) => {
        const work = releaseWork(job)?.work;
        if (work === undefined) return null;
        const { title, note, total } = job;
        return {
          label: note === '' ? title : `${title}: ${note}`,
          stop: stopLabels[work],
          text: total === null ? '' : undefined,
        };
      }}
    />
  );
}
