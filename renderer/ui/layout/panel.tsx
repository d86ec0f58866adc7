import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from '../class-names.ts';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title: string;
  /** One muted fact after the title. */
  readonly fact?: ReactNode | undefined;
  /** One hint at the right end. */
  readonly hint?: ReactNode | undefined;
  /** Buttons at the right end, after the hint. */
  readonly actions?: ReactNode | undefined;
  /** Columns of the 12 it takes in a PageGrid. */
  readonly span?: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 12 | undefined;
  /** Hatched: what it shows is older than allowed. */
  readonly stale?: boolean | undefined;
  /** Padding around the content; rows and tables bring their own. */
  readonly padded?: boolean | undefined;
  readonly children: ReactNode;
}

/** A framed part of a screen with a one-line header. */
export function Panel(props: PanelProps) {
  const { title, fact, hint, actions, span = 12, stale = false, padded = false, children } = props;
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      data-span={span}
      className={classNames(styles.panel, stale && styles.stale)}
    >
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        {fact === undefined ? null : <small>{fact}</small>}
        {hint === undefined && actions === undefined ? null : (
          <span className={styles.end}>
            {hint}
            {actions}
          </span>
        )}
      </header>
      <div className={padded ? styles.padded : undefined}>{children}</div>
    </section>
  );
}

export interface PageGridProps {
  readonly children: ReactNode;
}

/** The 12-column grid of a screen: 14 px gutters, one column when narrow. */
export function PageGrid({ children }: PageGridProps) {
  return <div className={styles.grid}>{children}</div>;
}
