import type { ReactNode } from 'react';
import { formatNumber } from '../text/format.ts';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import styles from './badge.module.css';

export interface BadgeProps {
  readonly children: ReactNode;
  readonly tone?: 'neutral' | 'accent' | 'warning' | 'problem' | undefined;
}

/** A word or two in a frame: "guess", "deferred", "read-only". */
export function Badge({ children, tone = 'neutral' }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}

export interface CountProps {
  readonly value: number;
  /** Shows "24 of 25". */
  readonly of?: number | undefined;
  /** More may be there than were looked at. */
  readonly atLeast?: boolean | undefined;
  /** What is counted, for screen readers: "open findings". */
  readonly label?: string | undefined;
}

export function Count({ value, of, atLeast = false, label }: CountProps) {
  return (
    <span className={styles.count}>
      {atLeast ? 'at least ' : null}
      {of === undefined ? formatNumber(value) : `${formatNumber(value)} of ${formatNumber(of)}`}
      {label === undefined ? null : <VisuallyHidden> {label}</VisuallyHidden>}
    </span>
  );
}
