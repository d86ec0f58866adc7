import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Mark } from './mark.ts';
import styles from './pill.module.css';
import { StateMark } from './state-mark.tsx';

export interface PillProps {
  readonly mark?: Mark | undefined;
  readonly children: ReactNode;
  /** Makes the pill a button. */
  readonly onPress?: (() => void) | undefined;
}

/** A small fact with its mark: connection, save state, "3 edits waiting". */
export function Pill({ mark, children, onPress }: PillProps) {
  const inside = (
    <>
      {mark === undefined ? null : <StateMark mark={mark} silent />}
      <span className={styles.text}>{children}</span>
    </>
  );
  if (onPress === undefined) return <span className={styles.pill}>{inside}</span>;
  return (
    <AriaButton className={styles.pill ?? ''} onPress={onPress}>
      {inside}
    </AriaButton>
  );
}
