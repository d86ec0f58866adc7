import type { ReactNode } from 'react';
import styles from './scroll-box.module.css';

export interface ScrollBoxProps {
  readonly label: string;
  /** Padding around the content; tables bring their own. */
  readonly padded?: boolean | undefined;
  readonly children: ReactNode;
}

/** A framed box of limited height that scrolls by itself and is reached by the keyboard. */
export function ScrollBox({ label, padded = false, children }: ScrollBoxProps) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={styles.box} data-padded={padded}>
      {children}
    </div>
  );
}
