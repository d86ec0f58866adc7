import { maxChartPoints } from './chart-data.ts';
import styles from './charts.module.css';
import { sparklinePath } from './sparkline-path.ts';

export interface SparklineProps {
  /** At most 1,000; null is a gap. */
  readonly values: readonly (number | null)[];
  /** Says what it shows and how it ended: "done per week, 4 in the last". */
  readonly label: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** A word-sized line; its label carries the numbers. */
export function Sparkline({ values, label, width = 96, height = 20 }: SparklineProps) {
  if (values.length > maxChartPoints) {
    throw new RangeError(
      `a sparkline was given ${values.length} points; at most ${maxChartPoints} are drawn`,
    );
  }
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.spark}
      width={width}
      height={height}
      viewBox={`-1 -2 ${width + 2} ${height + 4}`}
    >
      <path d={`M0 ${height}H${width}`} stroke="var(--line-2)" />
      <path
        d={sparklinePath(values, width, height)}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
