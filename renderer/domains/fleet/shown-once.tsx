import { CopyButton } from '../../ui/inputs/copy-button.tsx';
import styles from './shown-once.module.css';

export interface ShownOnceProps {
  /** What it is: "Token", "Install line". */
  readonly term: string;
  readonly value: string;
  readonly hint?: string | undefined;
}

/** A secret or a line to take along, with its copy button. */
export function ShownOnce({ term, value, hint }: ShownOnceProps) {
  return (
    <div className={styles.secret}>
      <span className={styles.head}>
        <b>{term}</b>
        <CopyButton label={`Copy the ${term.toLowerCase()}`} text={() => value}>
          Copy
        </CopyButton>
      </span>
      <code className={styles.value}>{value}</code>
      {hint === undefined ? null : <small className={styles.hint}>{hint}</small>}
    </div>
  );
}
