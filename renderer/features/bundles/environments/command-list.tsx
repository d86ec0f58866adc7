import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import styles from '../bundles.module.css';
import { type Environment, stepLabels } from '../release-model.ts';

/** The commands in full, as they are run, and whether they may be run on this device. */
export function CommandList({ commands }: Pick<Environment, 'commands'>) {
  if (commands.length === 0) {
    return <p className={styles.muted}>No commands: a move is recorded, and nothing is run.</p>;
  }
  return (
    <ul className={styles.commands} aria-label="Commands">
      {commands.map(({ step, command, approved }) => (
        <li key={step}>
          <div className={styles.commandHead}>
            {stepLabels[step]}
            <StateLabel
              mark={approved ? 'done' : 'planned'}
              label={approved ? 'Approved on this device' : 'Not approved'}
            />
          </div>
          <pre className={styles.command}>
            <code>{command}</code>
          </pre>
        </li>
      ))}
    </ul>
  );
}
