import { useClock, useNow } from './clock.tsx';
import { formatDay, formatExact, formatRelative } from './format.ts';
import styles from './time-text.module.css';

export interface TimeTextProps {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** False inside rows that take the focus themselves; the exact time then shows on hover only. */
  readonly focusable?: boolean | undefined;
}

/** Relative up to a day with the exact time on hover or focus, then the local date. */
export function TimeText({ at, focusable = true }: TimeTextProps) {
  useNow();
  // Read anew: what just happened must not lie in the future of the last tick.
  const now = useClock().now();
  const exact = formatExact(at);
  const relative = formatRelative(at, now);
  if (!focusable) {
    return (
      <time dateTime={new Date(at).toISOString()} title={exact}>
        {relative}
      </time>
    );
  }
  return (
    <button type="button" className={styles.time} data-exact={exact} aria-label={`${relative}, ${exact}`}>
      <time dateTime={new Date(at).toISOString()}>{relative}</time>
    </button>
  );
}

/** An ISO date (no time of day) in words. */
export function DayText({ date }: { readonly date: string }) {
  return <time dateTime={date}>{formatDay(date)}</time>;
}
