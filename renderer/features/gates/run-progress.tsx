import { RUN_GATE_JOB } from '../../../core/contract/gates.ts';
import { JobProgress } from '../../domains/readiness/job-progress.tsx';

/** Runs under way. Null: of every gate. */
export function RunProgress({ gateId }: { readonly gateId: string | null }) {
  return (
    <JobProgress
      of={({ title }) => {
        const [job, named] = title.split(`${RUN_GATE_JOB} `);
        if (job !== '' || named === undefined || (gateId !== null && named !== gateId)) return null;
        return { label: title, stop: 'Stop the run' };
      }}
    />
  );
}
