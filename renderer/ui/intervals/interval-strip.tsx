import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import { formatClock, formatMonthDay } from '../text/format.ts';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import { clockMarks, drawIntervals, findGaps, type Interval, type IntervalRange } from './interval-model.ts';
import styles from './interval-strip.module.css';

export interface IntervalStripProps {
  readonly label: string;
  readonly lanes: readonly { readonly id: string; readonly label: string; readonly mark: Mark }[];
  readonly intervals: readonly Interval[];
  readonly range: IntervalRange;
  /** Said to screen readers in place of the drawing; the caller offers the same as a table. */
  readonly summary: string;
}

const clockText = (at: number) => {
  const text = formatClock(at);
  return text === '00:00' ? formatMonthDay(at) : text;
};

/** One lane per state, the intervals in it drawn to scale. What nobody knows is a hatched band, never a state. */
export function IntervalStrip({ label, lanes, intervals, range, summary }: IntervalStripProps) {
  const gaps = findGaps(intervals, range);
  const offset = -new Date(range.to).getTimezoneOffset() * 60_000;
  return (
    <figure className={styles.strip} aria-label={label}>
      <VisuallyHidden>{summary}</VisuallyHidden>
      <div aria-hidden="true" className={styles.lanes}>
        {lanes.map((lane) => (
          <div key={lane.id} className={styles.lane}>
            <span className={styles.name}>
              <StateMark mark={lane.mark} silent size={12} />
              {lane.label}
            </span>
            <span className={styles.track} style={{ '--mark': `var(--mark-${lane.mark})` }}>
              {gaps.map((gap) => (
                <span
                  key={gap.id}
                  className={styles.gap}
                  title="no data"
                  style={{ left: `${gap.start}%`, width: `${gap.width}%` }}
                />
              ))}
              {drawIntervals(intervals, lane.id, range).map((drawn) => (
                <span
                  key={drawn.id}
                  className={styles.interval}
                  title={drawn.text}
                  style={{ left: `${drawn.start}%`, width: `${drawn.width}%` }}
                />
              ))}
            </span>
          </div>
        ))}
        <div className={styles.axis}>
          {clockMarks(range, offset).map(({ at, place }) => (
            <span
              key={at}
              data-edge={place < 3 ? 'start' : place > 97 ? 'end' : undefined}
              style={{ left: `${place}%` }}
            >
              {clockText(at)}
            </span>
          ))}
        </div>
        {gaps.length === 0 ? null : (
          <div className={styles.legend}>
            <span className={styles.sample} /> no data
          </div>
        )}
      </div>
    </figure>
  );
}
