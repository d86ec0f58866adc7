import type { MarkPart } from '../marks/mark.ts';
import { StateBar } from '../marks/state-bar.tsx';
import { formatNumber } from '../text/format.ts';
import { TextLink } from '../text/link.tsx';
import styles from './charts.module.css';

export interface BarListProps {
  readonly label: string;
  /** One bar each; a bar with several parts is stacked. The longest bar is the largest total. */
  readonly bars: readonly {
    readonly id: string;
    readonly label: string;
    readonly parts: readonly MarkPart[];
    /** Words at the end: "5 open, 1 overdue". */
    readonly end?: string | undefined;
  }[];
  readonly onOpen?: ((id: string) => void) | undefined;
}

/** Bars with their names and numbers in words: a chart that is its own table. */
export function BarList({ label, bars, onOpen }: BarListProps) {
  const totals = bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.count, 0));
  const longest = Math.max(1, ...totals);
  return (
    <ul aria-label={label} className={styles.bars}>
      {bars.map((bar, index) => (
        <li key={bar.id}>
          <span className={styles.barName} title={bar.label}>
            {onOpen === undefined ? (
              bar.label
            ) : (
              <TextLink quiet onPress={() => onOpen(bar.id)}>
                {bar.label}
              </TextLink>
            )}
          </span>
          <span className={styles.barTrack}>
            <span style={{ width: `${((totals[index] ?? 0) / longest) * 100}%` }}>
              <StateBar label={bar.label} parts={bar.parts} />
            </span>
          </span>
          <span className={styles.barEnd}>{bar.end ?? formatNumber(totals[index] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
