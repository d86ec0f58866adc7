import type { RowOf } from '../../../../core/contract/index.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from './task-facts.module.css';

type Task = RowOf<'tasks.one'>;

/** Why it waits: the deciding reason first, the others behind it. */
export function WaitReasons({ task }: { readonly task: Task }) {
  if (task.status !== 'queued') return null;
  const [first, ...rest] = task.waitReasons;
  return (
    <section className={styles.part}>
      <h3>Why it waits</h3>
      <p className={styles.deciding}>{first?.text ?? 'It is next: an agent is being chosen.'}</p>
      {rest.length === 0 ? null : (
        <ul className={styles.list}>
          {rest.map((reason) => (
            <li key={`${reason.code}${reason.text}`}>{reason.text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Where it runs, and why there. */
export function WhyHere({ task }: { readonly task: Task }) {
  const attempt = task.attempts.findLast((one) => one.outcome === 'running');
  if (attempt === undefined) return null;
  const { decision } = attempt;
  return (
    <section className={styles.part}>
      <h3>
        Runs on{' '}
        <TextLink href={`/fleet/${encodeURIComponent(attempt.agentId)}`}>{attempt.agentName}</TextLink>,
        because
      </h3>
      <ul className={styles.list}>
        {decision.because.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
