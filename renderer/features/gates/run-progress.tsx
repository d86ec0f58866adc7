import { RUN_GATE_JOB } from '../../../core/contract/gates.ts';
import { JobProgress } from '../../domains/readiness/job-progress.tsx';
import { useGateTitle } from '../../domains/readiness/release/use-gate-title.ts';

/** Runs under way. Null: of every gate. */
export function RunProgress({ gateId }: { readonly gateId: string | null }) {
  const gateTitle = useGateTitle();
  return (
    <JobProgress
      of={({ title }) => {
        const [job, named] = title.split(`${RUN_GATE_JOB} `);
        if (job !== '' || named === undefined || (gateId !== null && named !== gateId)) return null;
        return { label: `${RUN_GATE_JOB}: ${gateTitle(named)}`, stop: 'Stop the run' };
      }}
    />
  );
}
