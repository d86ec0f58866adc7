import { RUN_GATE_JOB } from '../../../core/contract/gates.ts';
import { act, useView } from '../../bridge/hooks.ts';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import styles from './gates.module.css';

/** Runs under way, whoever asked for them; each can be stopped. Null: of every gate. */
export function RunProgress({ gateId }: { readonly gateId: string | null }) {
  const running = useView('jobs.list', {}).rows.filter(
    ({ title, state }) =>
      state === 'running' &&
      (gateId === null ? title.startsWith(`${RUN_GATE_JOB} `) : title === `${RUN_GATE_JOB} ${gateId}`),
  );
  return running.map(({ id, title, done, total }) => (
    <div key={id} className={styles.progress}>
      <ProgressBar label={title} value={done} max={total ?? done + 1} />
      <Button onPress={() => void act('jobs.cancel', { jobId: id })}>Stop the run</Button>
    </div>
  ));
}
