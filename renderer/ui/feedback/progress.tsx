import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import { formatNumber } from '../text/format.ts';
import styles from './progress.module.css';

export interface ProgressLineProps {
  readonly active: boolean;
  readonly label: string;
}

/** The thin line of work under way whose length is unknown. */
export function ProgressLine({ active, label }: ProgressLineProps) {
  if (!active) return <div className={styles.rest} />;
  return (
    <AriaProgressBar aria-label={label} isIndeterminate className={styles.line ?? ''}>
      <span className={styles.runner} />
    </AriaProgressBar>
  );
}

export interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Words at the right: "34 of 60 files". */
  readonly text?: string | undefined;
}

export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  const words = text ?? `${formatNumber(value)} of ${formatNumber(max)}`;
  return (
    <AriaProgressBar
      value={value}
      maxValue={Math.max(max, 1)}
      valueLabel={words}
      className={styles.bar ?? ''}
    >
      {({ percentage }) => (
        <>
          <span className={styles.words}>
            <Label>{label}</Label>
            <span className={styles.value}>{words}</span>
          </span>
          <span className={styles.track}>
            <span className={styles.fill} style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
