import styles from './diff-view.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface DiffViewLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
  readonly oldLine: number | null;
  readonly newLine: number | null;
}

export interface DiffViewProps {
  readonly lines: readonly DiffViewLine[];
  readonly label: string;
}

const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' } as const;
const spoken = { same: '', added: 'added: ', removed: 'removed: ', gap: '' } as const;

/** A unified diff: the sign says it, colour only helps. */
export function DiffView({ lines, label }: DiffViewProps) {
  return (
    <div className={styles.diff} tabIndex={0} role="region" aria-label={label}>
      {lines.map((line, index) => (
        <div key={index} className={styles.line} data-kind={line.kind}>
          <span className={styles.number}>{line.oldLine ?? ''}</span>
          <span className={styles.number}>{line.newLine ?? ''}</span>
          <span className={styles.sign} aria-hidden="true">
            {signs[line.kind]}
          </span>
          <code>
            {spoken[line.kind] === '' ? null : <VisuallyHidden>{spoken[line.kind]}</VisuallyHidden>}
            {line.text === '' ? ' ' : line.text}
          </code>
        </div>
      ))}
    </div>
  );
}
