import type { ReactNode } from 'react';
import { IconButton } from '../inputs/button.tsx';
import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly kind: 'info' | 'warning' | 'problem';
  /** What happened. */
  readonly what: ReactNode;
  /** What is kept. */
  readonly kept?: ReactNode | undefined;
  /** What to do. */
  readonly todo?: ReactNode | undefined;
  readonly actions?: ReactNode | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

const marks: Readonly<Record<NoticeProps['kind'], Mark>> = {
  info: 'active',
  warning: 'at-risk',
  problem: 'blocked',
};
const words: Readonly<Record<NoticeProps['kind'], string>> = {
  info: 'Note',
  warning: 'Warning',
  problem: 'Problem',
};

/** A standing message in a page: what happened, what is kept, what to do. */
export function Notice({ kind, what, kept, todo, actions, onDismiss }: NoticeProps) {
  return (
    <div className={styles.notice} data-kind={kind} role={kind === 'problem' ? 'alert' : 'status'}>
      <StateMark mark={marks[kind]} label={words[kind]} />
      <p>
        <span className={styles.what}>{what}</span>
        {kept === undefined ? null : <span> {kept}</span>}
        {todo === undefined ? null : <span> {todo}</span>}
      </p>
      {actions === undefined ? null : <span className={styles.actions}>{actions}</span>}
      {onDismiss === undefined ? null : <IconButton icon="close" label="Dismiss" onPress={onDismiss} />}
    </div>
  );
}
