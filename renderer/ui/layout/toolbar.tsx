import type { ReactNode } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';
import styles from './toolbar.module.css';

export interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Stands at the right end. */
  readonly end?: ReactNode | undefined;
}

/** A row of controls; arrow keys move between them. */
export function Toolbar({ label, children, end }: ToolbarProps) {
  return (
    <AriaToolbar aria-label={label} className={styles.toolbar ?? ''}>
      {children}
      {end === undefined ? null : <span className={styles.end}>{end}</span>}
    </AriaToolbar>
  );
}
