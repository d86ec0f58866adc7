import { VERIFY_EVIDENCE_JOB } from '../../../core/contract/evidence.ts';
import { act, useView } from '../../bridge/hooks.ts';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import styles from './readiness.module.css';

/** How far the verifications under way are, whoever asked for them; each can be stopped. */
export function VerificationProgress() {
  const running = useView('jobs.list', {}).rows.filter(
    ({ title, state }) => title === VERIFY_EVIDENCE_JOB && state === 'running',
  );
  return running.map(({ id, done, total }) => (
    <div key={id} className={styles.progress}>
      <ProgressBar label="Verifying evidence" value={done} max={total ?? done + 1} />
      <Button onPress={() => void act('jobs.cancel', { jobId: id })}>Stop verifying</Button>
    </div>
  ));
}
