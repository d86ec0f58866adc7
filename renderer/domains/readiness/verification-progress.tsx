import { VERIFY_EVIDENCE_JOB } from '../../../core/contract/evidence.ts';
import { JobProgress } from './job-progress.tsx';

export function VerificationProgress() {
  return (
    <JobProgress
      of={({ title }) =>
        title === VERIFY_EVIDENCE_JOB ? { label: 'Verifying evidence', stop: 'Stop verifying' } : null
      }
    />
  );
}
