import type { TaskId } from '../../../../core/kernel/ids.ts';
import { useView } from '../../../bridge/hooks.ts';
import { LiveOutput } from '../../../domains/fleet/live-output.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import type { Attempt } from './attempt-model.ts';
import styles from './task-page.module.css';

interface AttemptOutputProps {
  readonly taskId: TaskId;
  readonly attempt: Attempt;
}

/** What the attempt prints while it runs, and the transcript that was kept once it ended. */
export function AttemptOutput({ taskId, attempt }: AttemptOutputProps) {
  const view = useView('agents.output', { taskId, generation: attempt.generation });
  if (view.phase === 'loading') return <Skeleton label="the output" lines={4} />;
  return (
    <section className={styles.part}>
      <h3>{attempt.outcome === 'running' ? 'Output' : 'Transcript'}</h3>
      <LiveOutput
        label={`Output of attempt ${attempt.generation}`}
        lines={view.rows}
        live={view.extra?.live ?? false}
        cutLines={view.extra?.cutLines ?? 0}
        cutBytes={view.extra?.cutBytes ?? 0}
      />
    </section>
  );
}
